namespace Mqtt5Gen.Protocol.Tests;

/// <summary>What a 3.1.1 client is told in place of a reason code (3.2.2.3 and 3.9.3 of 3.1.1).</summary>
public sealed class ReturnCodeTests
{
    [Theory]
    [InlineData(ReasonCode.Success, 0)]
    [InlineData(ReasonCode.UnsupportedProtocolVersion, 1)]
    [InlineData(ReasonCode.ClientIdentifierNotValid, 2)]
    [InlineData(ReasonCode.ServerUnavailable, 3)]
    [InlineData(ReasonCode.BadUserNameOrPassword, 4)]
    [InlineData(ReasonCode.NotAuthorized, 5)]
    [InlineData(ReasonCode.Banned, 5)]
    [InlineData(ReasonCode.BadAuthenticationMethod, 5)]
    [InlineData(ReasonCode.ServerBusy, 3)]
    [InlineData(ReasonCode.QuotaExceeded, 3)]
    [InlineData(ReasonCode.UnspecifiedError, 3)]
    [InlineData(ReasonCode.ServerMoved, 3)]
    public void ConnAckHasTheReturnCodeThatComesNearest(ReasonCode reason, byte returnCode) =>
        Assert.Equal([0x20, 2, 0, returnCode], new ConnAck { ReasonCode = reason }.ToArray(ProtocolVersion.V311));

    [Fact]
    public void SubAckSaysFailureForEveryReasonAboveTheGrantedQoS()
    {
        var subAck = new SubAck
        {
            PacketId = 1,
            ReasonCodes = [ReasonCode.GrantedQoS0, ReasonCode.GrantedQoS1, ReasonCode.GrantedQoS2, ReasonCode.UnspecifiedError, ReasonCode.NotAuthorized, ReasonCode.TopicFilterInvalid],
        };

        Assert.Equal([0x90, 8, 0, 1, 0, 1, 2, 0x80, 0x80, 0x80], subAck.ToArray(ProtocolVersion.V311));
    }

    [Fact]
    public void UnsubAckHasNoReasonCodes() =>
        Assert.Equal([0xB0, 2, 0, 1], new UnsubAck { PacketId = 1, ReasonCodes = [ReasonCode.Success] }.ToArray(ProtocolVersion.V311));

    [Fact]
    public void AnAcknowledgementHasNoReasonCode() =>
        Assert.Equal([0x40, 2, 0, 1], new PubAck { PacketId = 1, ReasonCode = ReasonCode.NotAuthorized }.ToArray(ProtocolVersion.V311));

    [Fact]
    public void ADisconnectHasNoReasonCode() =>
        Assert.Equal([0xE0, 0], new Disconnect { ReasonCode = ReasonCode.DisconnectWithWillMessage }.ToArray(ProtocolVersion.V311));
}
