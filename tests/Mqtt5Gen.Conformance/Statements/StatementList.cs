using Mqtt5Gen.Protocol.Tests.Vectors;
using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Conformance.Statements;

/// <summary>Every statement that a broker can be held to.</summary>
internal static class StatementList
{
    private const string BreachPrefix = "breach of ";

    // What only a server sends, only a client can find broken.
    private static readonly string[] FromServerOnly = ["CONNACK", "SUBACK", "UNSUBACK", "PINGRESP"];

    private static readonly IReadOnlyList<YamlMappingNode> ErrorRows =
    [
        .. Yaml.Load<YamlMappingNode>(Path.Combine(AppContext.BaseDirectory, "spec", "errors.yaml")).Find<YamlSequenceNode>("errors")!
            .Cast<YamlMappingNode>()
            .Where(row => row.Text("kept-by") is not "client" && IsOfClients(row)),
    ];

    private static readonly Dictionary<string, Statement> ById = Numbered().Concat(Errors()).Concat(Unnumbered()).ToDictionary(statement => statement.Id, StringComparer.Ordinal);

    /// <summary>All of them, those that bind only a client too.</summary>
    public static IReadOnlyCollection<Statement> All => ById.Values;

    /// <summary>A statement by its id.</summary>
    public static Statement Find(string id)
    {
        if (ById.TryGetValue(id, out var statement)) return statement;
        if (!id.StartsWith(BreachPrefix, StringComparison.Ordinal)) throw new InvalidOperationException($"There is no statement '{id}'.");

        var broken = Find(id[BreachPrefix.Length..]);
        return broken with { Id = id, Kind = StatementKind.Breach, Actor = "receiver" };
    }

    /// <summary>What stands for the answer to a breach of a statement that binds only who sends the packet.</summary>
    public static string BreachOf(string id) => BreachPrefix + id;

    private static IEnumerable<Statement> Numbered()
    {
        var errors = ErrorRows.Select(row => row.Text("is")).ToHashSet();
        return
            from list in new[] { (File: "requirements.csv", Kind: StatementKind.V5), (File: "requirements-3.1.1.csv", Kind: StatementKind.V311) }
            from row in CsvFile.Read(Path.Combine("standard", list.File))
            select new Statement(row["id"], row["section"], list.Kind, row["actor"], row["summary"], errors.Contains(row["id"]));
    }

    private static IEnumerable<Statement> Errors() =>
        from row in ErrorRows
        where row.Text("name") is not null
        select new Statement(row.Text("name")!, row.Text("section")!, StatementKind.Error, "receiver", row.Text("about")!.TrimEnd('.'), IsError: true);

    private static IEnumerable<Statement> Unnumbered() =>
        from row in CsvFile.Read("unnumbered.csv")
        select new Statement(row["id"], row["section"], StatementKind.Unnumbered, "server", row["summary"], IsError: false);

    private static bool IsOfClients(YamlMappingNode row) => row.Children["packets"] switch
    {
        YamlSequenceNode packets => packets.Any(packet => !FromServerOnly.Contains(packet.ToString())),
        _ => true,
    };
}
