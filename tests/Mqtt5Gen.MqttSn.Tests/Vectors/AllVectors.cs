using Mqtt5Gen.Protocol.Tests.Vectors;
using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.MqttSn.Tests.Vectors;

/// <summary>The vectors of all files, by name.</summary>
public static class AllVectors
{
    private static readonly string[] Keys = ["name", "hex", "sender", "fields", "encodes-to", "breaks", "at", "answer"];

    private static readonly Dictionary<string, Vector> ByName =
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "vectors"), "*.yaml")
            .Order(StringComparer.Ordinal)
            .SelectMany(path => Yaml.Load<YamlSequenceNode>(path).Cast<YamlMappingNode>())
            .Select(Read)
            .ToDictionary(vector => vector.Name);

    public static IReadOnlyCollection<Vector> All => ByName.Values;

    public static IEnumerable<Vector> Valid => All.Where(vector => vector.Breaks is Rule.None);

    public static Vector Named(string name) => ByName[name];

    public static TheoryData<string, Feeding> InEveryFeeding() =>
        new(from vector in All from feeding in Enum.GetValues<Feeding>() select (vector.Name, feeding));

    public static TheoryData<string> ValidNames() => [.. Valid.Select(vector => vector.Name)];

    private static Vector Read(YamlMappingNode node)
    {
        var name = node.Text("name")!;
        Assert.Empty(node.Children.Keys.Select(key => key.ToString()).Except(Keys));
        var bytes = Hex.Parse(node.Text("hex")!);
        var vector = new Vector
        {
            Name = name,
            Bytes = bytes,
            Fields = node.Find<YamlMappingNode>("fields"),
            EncodesTo = node.Text("encodes-to") is { } other ? Hex.Parse(other) : bytes,
            Breaks = node.Text("breaks") is { } rule ? Enum.Parse<Rule>(rule) : Rule.None,
            At = node.Text("at") is { } at ? int.Parse(at) : null,
            Answer = node.Text("answer") is { } answer ? Enum.Parse<ReasonCode>(answer) : null,
        };
        Assert.True(vector.Fields is null != (vector.Breaks is Rule.None), $"{name} needs either fields or breaks.");
        return vector with { Sender = node.Text("sender") is { } sender ? Enum.Parse<Role>(sender, ignoreCase: true) : UsualSender(vector.Type) };
    }

    private static Role UsualSender(PacketType type) => type switch
    {
        PacketType.Advertise or PacketType.ConnAck or PacketType.WillTopicReq or PacketType.WillMsgReq or PacketType.RegAck or PacketType.SubAck
            or PacketType.UnsubAck or PacketType.WillTopicResp or PacketType.WillMsgResp => Role.Gateway,
        _ => Role.Client,
    };
}
