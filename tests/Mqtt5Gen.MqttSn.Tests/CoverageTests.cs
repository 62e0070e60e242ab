using Mqtt5Gen.MqttSn.Tests.Vectors;
using Mqtt5Gen.Protocol.Tests.Vectors;
using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.MqttSn.Tests;

/// <summary>Every message and every rule of the standard's is met by a vector.</summary>
public sealed class CoverageTests
{
    // 5.2.2, Table 3.
    private static readonly (string Name, int Type)[] Messages =
    [
        ("ADVERTISE", 0x00), ("SEARCHGW", 0x01), ("GWINFO", 0x02), ("CONNECT", 0x04), ("CONNACK", 0x05), ("WILLTOPICREQ", 0x06), ("WILLTOPIC", 0x07),
        ("WILLMSGREQ", 0x08), ("WILLMSG", 0x09), ("REGISTER", 0x0A), ("REGACK", 0x0B), ("PUBLISH", 0x0C), ("PUBACK", 0x0D), ("PUBCOMP", 0x0E),
        ("PUBREC", 0x0F), ("PUBREL", 0x10), ("SUBSCRIBE", 0x12), ("SUBACK", 0x13), ("UNSUBSCRIBE", 0x14), ("UNSUBACK", 0x15), ("PINGREQ", 0x16),
        ("PINGRESP", 0x17), ("DISCONNECT", 0x18), ("WILLTOPICUPD", 0x1A), ("WILLTOPICRESP", 0x1B), ("WILLMSGUPD", 0x1C), ("WILLMSGRESP", 0x1D),
        ("ENCAPSULATED", 0xFE),
    ];

    [Fact]
    public void EveryMessageHasItsType() =>
        Assert.Equal(Messages, Enum.GetValues<PacketType>().Select(type => (type.ToString().ToUpperInvariant(), (int)type)));

    [Fact]
    public void EveryMessageIsMetValidAndBroken()
    {
        var types = Enum.GetValues<PacketType>();

        Assert.Empty(types.Except(AllVectors.Valid.Select(vector => vector.Type)));
        Assert.Empty(types.Except(AllVectors.All.Except(AllVectors.Valid).Select(vector => vector.Type)).Except([PacketType.WillMsgUpd])); // which may hold anything
    }

    [Fact]
    public void EveryRuleIsBroken()
    {
        var rules = Yaml.Load<YamlMappingNode>(Path.Combine(AppContext.BaseDirectory, "spec", "rules.yaml")).Find<YamlSequenceNode>("errors")!
            .Select(row => Enum.Parse<Rule>(((YamlMappingNode)row).Text("name")!));

        Assert.Empty(rules.Concat([Rule.TextIsWellFormed, Rule.TextHasNoNul]).Except(AllVectors.All.Select(vector => vector.Breaks)));
    }

    [Fact]
    public void BothFormsOfTheLengthAreMet()
    {
        Assert.Contains(AllVectors.Valid, vector => vector is { LengthBytes: 1, Bytes.Length: 255 });
        Assert.Contains(AllVectors.Valid, vector => vector is { LengthBytes: 3, Bytes.Length: 65_535 });
        Assert.Contains(AllVectors.Valid, vector => vector is { LengthBytes: 3, Bytes.Length: < 256 });
    }
}
