namespace Mqtt5Gen.Cli.Comparing;

/// <summary>One difference between two specs.</summary>
/// <param name="Group">The packet, or the table, that it is in.</param>
/// <param name="Item">The field, bit, property or row; empty for the whole group.</param>
/// <param name="What">What changed.</param>
/// <param name="Verdict">What it comes to.</param>
/// <param name="Impact">Whom it breaks.</param>
/// <param name="Reason">Why.</param>
/// <param name="Versions">The versions it is in; empty for all that both specs have.</param>
internal sealed record Change(string Group, string Item, string What, Verdict Verdict, Impact Impact, string Reason, IReadOnlyList<string> Versions);
