using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Interpreting;

/// <summary>What the two ends announced to each other, by name.</summary>
/// <param name="client">What the client did.</param>
/// <param name="server">What the server did.</param>
internal sealed class Announcements(IReadOnlyDictionary<string, long> client, IReadOnlyDictionary<string, long> server)
{
    /// <summary>What stands for everything that was not announced.</summary>
    public static Announcements Nothing { get; } = new(new Dictionary<string, long>(), new Dictionary<string, long>());

    /// <summary>The value that binds a packet of <paramref name="sender"/>; null where there is none.</summary>
    public long? Find(Announced announced, Role sender)
    {
        var by = announced.By is not Role.Both ? announced.By : sender.Other();
        if ((by is Role.Client ? client : server).TryGetValue(announced.Name, out var value)) return value;
        return announced.WhenAbsent is { } text ? Literals.Number(announced.Type, text) : null;
    }
}
