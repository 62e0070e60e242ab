using Mqtt5Gen.Wire;

namespace Mqtt5Gen.MqttSn.Tests;

/// <summary>What a forwarder puts before a message ends with the node's id (5.5): the message is the next frame of the datagram.</summary>
public sealed class ForwardingTests
{
    [Fact]
    public void AnEncapsulatedMessageIsTheNextFrame()
    {
        byte[] datagram =
        [
            .. new Encapsulated { Radius = 1, WirelessNodeId = new byte[] { 0xAB, 0xCD } }.ToArray(ProtocolVersion.V12),
            .. new Publish { TopicIdType = TopicIdType.ShortName, ShortTopicName = "ab", Data = "hot"u8.ToArray() }.ToArray(ProtocolVersion.V12),
        ];

        Assert.Equal(FrameStatus.Complete, PacketFrame.TryRead(datagram, 100, out var outer, out var length));
        Assert.True(EncapsulatedView.TryDecode(outer, ProtocolVersion.V12, Role.Client, out var encapsulated, out _));
        Assert.Equal(FrameStatus.Complete, PacketFrame.TryRead(datagram.AsSpan(length), 100, out var inner, out _));
        Assert.True(PublishView.TryDecode(inner, ProtocolVersion.V12, Role.Client, out var publish, out _));

        Assert.Equal([0xAB, 0xCD], encapsulated.WirelessNodeId.ToArray());
        Assert.Equal("ab", publish.ToPacket().ShortTopicName.ToString());
        Assert.Equal("hot"u8.ToArray(), publish.Data.ToArray());
    }

    [Fact]
    public void AMessageAboveTheMaximumIsTooLarge()
    {
        var status = PacketFrame.TryRead([0x01, 0x01, 0x02, 0x09], 257, out _, out var length);

        Assert.Equal((FrameStatus.TooLarge, 258), (status, length));
        Assert.Equal(new Violation(Rule.PacketIsNotTooLarge, 0), status.ToViolation());
    }

    [Fact]
    public void AMessageLongerThanTheLengthCanSayIsNotSent() =>
        Assert.Throws<ArgumentException>(() => new WillMsg { Message = new byte[65_532] }.ToArray(ProtocolVersion.V12));
}
