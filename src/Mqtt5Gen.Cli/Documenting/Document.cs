namespace Mqtt5Gen.Cli.Documenting;

/// <summary>A page.</summary>
/// <param name="FileName">The name of its file.</param>
/// <param name="Text">Its Markdown.</param>
internal sealed record Document(string FileName, string Text);
