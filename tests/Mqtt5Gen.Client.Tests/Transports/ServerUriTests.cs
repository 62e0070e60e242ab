namespace Mqtt5Gen.Client.Tests.Transports;

public sealed class ServerUriTests
{
    [Theory]
    [InlineData("http://localhost", "'http://localhost' cannot be connected to: expected mqtt://host,")]
    [InlineData("localhost", "'localhost' is no URI: expected mqtt://host,")]
    [InlineData("localhost:1883", "expected mqtt://host,")]
    [InlineData("mqtt:localhost", "it names no host")]
    [InlineData("mqtt://localhost/topic", "a path is for ws and wss only")]
    [InlineData("mqtts://user:secret@localhost/topic", "'mqtts://localhost/topic' cannot be")]
    [InlineData("mqtt://localhost:0", "0 is no port")]
    [InlineData("unix://host/path", "expected unix:/path")]
    [InlineData("unix:", "expected unix:/path")]
    public async Task AnAddressThatCannotBeUsedIsNamed(string server, string why) =>
        Assert.Contains(why, (await Assert.ThrowsAsync<ArgumentException>(() => MqttClient.ConnectAsync(server))).Message, StringComparison.Ordinal);

    [Fact]
    public void APathThatIsTooLongForASocketIsNoAddress() =>
        Assert.Contains("the path is too long", Assert.Throws<ArgumentException>(() => MqttClient.Create("unix:/" + new string('x', 300))).Message, StringComparison.Ordinal);
}
