using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Protocol.Tests.Vectors;

/// <summary>Reads the vectors of one file.</summary>
internal static class VectorFile
{
    private static readonly string[] Keys = ["name", "hex", "version", "sender", "announced", "fields", "encodes-to", "breaks", "at", "answer"];

    public static IEnumerable<Vector> Read(string path)
    {
        using var reader = File.OpenText(path);
        return Read(reader);
    }

    public static IReadOnlyList<Vector> Read(TextReader reader) => [.. Yaml.Load<YamlSequenceNode>(reader).Cast<YamlMappingNode>().Select(Read)];

    private static Vector Read(YamlMappingNode node)
    {
        var name = node.Text("name") ?? throw new FormatException($"A vector without a name at line {node.Start.Line}.");
        if (node.Children.Keys.Select(key => key.ToString()).Except(Keys).FirstOrDefault() is { } unknown)
        {
            throw new FormatException($"{name} has an unknown key '{unknown}'.");
        }

        var bytes = Hex.Parse(node.Text("hex")!);
        var vector = new Vector
        {
            Name = name,
            Bytes = bytes,
            Version = node.Text("version") switch
            {
                "3.1" => ProtocolVersion.V31,
                "3.1.1" => ProtocolVersion.V311,
                null or "5.0" => ProtocolVersion.V5,
                var unread => throw new FormatException($"{name} has an unknown version '{unread}'."),
            },
            Sender = node.Text("sender") switch { "client" => Role.Client, "server" => Role.Server, _ => UsualSender(bytes[0] >> 4) },
            Announced = node.Find<YamlMappingNode>("announced"),
            Fields = node.Find<YamlMappingNode>("fields"),
            EncodesTo = node.Text("encodes-to") is { } other ? Hex.Parse(other) : bytes,
            Breaks = node.Text("breaks") is { } rule ? RuleNames.Find(rule) : Rule.None,
            At = node.Text("at") is { } at ? int.Parse(at) : null,
            Answer = node.Text("answer") is { } answer ? Enum.Parse<ReasonCode>(answer) : null,
        };

        return vector.Fields is null == vector.Breaks is Rule.None
            ? throw new FormatException($"{name} needs either fields or breaks.")
            : vector;
    }

    private static Role UsualSender(int type) => (PacketType)type switch
    {
        PacketType.ConnAck or PacketType.SubAck or PacketType.UnsubAck or PacketType.PingResp => Role.Server,
        _ => Role.Client,
    };
}
