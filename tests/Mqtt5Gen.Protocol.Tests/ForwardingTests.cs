using Mqtt5Gen.Protocol.Tests.Vectors;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Protocol.Tests;

/// <summary>A PUBLISH that came in is sent on from where it lies, with what differs for its receiver.</summary>
public sealed class ForwardingTests
{
    [Theory]
    [InlineData("PublishQoS1", ProtocolVersion.V5, "30 08 0003 612f62 00 0102")]
    [InlineData("PublishQoS1", ProtocolVersion.V311, "30 07 0003 612f62 0102")]
    [InlineData("PublishQoS1In311", ProtocolVersion.V5, "30 08 0003 612f62 00 0102")]
    [InlineData("PublishQoS1In311", ProtocolVersion.V311, "30 07 0003 612f62 0102")]
    [InlineData("PublishQoS1WithFourProperties", ProtocolVersion.V311, "30 07 0003 612f62 0102")]
    public void PublishIsSentOnAtQoS0InEitherVersion(string name, ProtocolVersion receiver, string expected)
    {
        var publish = Decode(name) with { Dup = false, QoS = QoS.AtMostOnce, PacketId = 0 };

        Assert.Equal(Hex.Parse(expected), Encode(publish, receiver));
    }

    [Fact]
    public void PublishIsSentOnWithAnotherPacketId()
    {
        var publish = Decode("PublishQoS2AgainRetained") with { Dup = false, Retain = false, PacketId = 7 };

        Assert.Equal(Hex.Parse("34 08 0003 612f62 0007 00"), Encode(publish, ProtocolVersion.V5));
    }

    [Fact]
    public void PublishIsSentOnWithItsSubscriptionIdentifiersAndWithoutItsAlias()
    {
        var publish = Decode("PublishWithTopicAliasAtTheMaximum");
        publish = publish with { Properties = publish.Properties.Without(PropertyId.TopicAlias).WithSubscriptionIdentifiers([1, 128]) };

        Assert.Equal(Hex.Parse("30 09 0001 61 05 0b 01 0b 8001"), Encode(publish, ProtocolVersion.V5));
    }

    [Fact]
    public void PublishIsSentOnWithTheTimeThatIsLeftToIt()
    {
        var publish = Decode("PublishQoS1WithFourProperties");
        publish = publish with { Properties = publish.Properties with { MessageExpiryInterval = 59 } };

        var encoded = AllVectors.Named("PublishQoS1WithFourProperties").Bytes.ToArray();
        encoded[14] = 59;
        Assert.Equal(encoded, Encode(publish, ProtocolVersion.V5));
    }

    [Fact]
    public void PublishIsSentOnWithAliasInPlaceOfItsTopic()
    {
        var publish = Decode("PublishQoS0") with { TopicName = default, Properties = new PublishPropertiesView { TopicAlias = 3 } };

        Assert.Equal(Hex.Parse("30 08 0000 03 23 0003 0102"), Encode(publish, ProtocolVersion.V5));
    }

    private static PublishView Decode(string name)
    {
        var vector = AllVectors.Named(name);
        FrameReader.TryRead(vector.Bytes, uint.MaxValue, out var frame, out _);
        Assert.True(PublishView.TryDecode(frame, vector.Version, vector.Sender, out var publish, out _));
        return publish;
    }

    private static byte[] Encode(PublishView publish, ProtocolVersion version)
    {
        var layout = publish.Measure(version);
        var encoded = new byte[layout.Size];
        Assert.Equal(layout.Size, publish.Encode(encoded, layout, version));
        return encoded;
    }
}
