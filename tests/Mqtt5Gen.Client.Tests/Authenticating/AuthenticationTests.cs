using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Tests.Authenticating;

public sealed class AuthenticationTests
{
    private readonly FakeServers _servers = new();

    [Fact]
    [Statement("MQTT-4.12.0-3", "MQTT-4.12.0-5", "MQTT-3.15.2-1")]
    public async Task ConnectBeginsAndAuthContinuesUntilConnAck()
    {
        var (connecting, server, connect) = await BeginAsync();
        Assert.Equal(("Echo", "begin"), (connect.Properties!.AuthenticationMethod?.ToString(), Text(connect.Properties.AuthenticationData)));
        await server.SendAsync(Auth(ReasonCode.ContinueAuthentication, "one"));
        await server.ExpectAsync(Auth(ReasonCode.ContinueAuthentication, "re: one"));
        await server.SendAsync(Auth(ReasonCode.ContinueAuthentication, "two"));
        await server.ExpectAsync(Auth(ReasonCode.ContinueAuthentication, "re: two"));
        await server.SendAsync(Accepted);
        await using var client = await connecting.WaitAsync(Reading.Patience);
        await server.DisposeAsync();
    }

    [Fact]
    [Statement("MQTT-3.1.2-30")]
    public async Task NothingButAuthIsSentBeforeConnAck()
    {
        var policy = FakeServers.AtOnce with { FirstConnect = MqttFirstConnect.Background };
        var client = await MqttClient.ConnectAsync("mqtt://one", _servers.Options(new() { ClientId = "a", Authentication = new Echo(), Reconnect = policy }));
        _ = client.PublishAsync("t", default, QoS.AtLeastOnce);
        _ = client.SubscribeAsync("t");
        var (server, _, _) = await _servers.VisitAsync();
        await server.SendAsync(Auth(ReasonCode.ContinueAuthentication, "one"));
        await server.ExpectAsync(Auth(ReasonCode.ContinueAuthentication, "re: one"));
        await server.SendAsync(Accepted);
        await server.ReadSubscribeAsync();
    }

    [Theory]
    [InlineData("Other", ReasonCode.ContinueAuthentication)]
    [InlineData("Echo", ReasonCode.Success)]
    [Statement("MQTT-4.12.0-5")]
    public async Task AnAuthThatDoesNotFitEndsTheConnection(string method, ReasonCode reason)
    {
        var (connecting, server, _) = await BeginAsync();
        await server.SendAsync(new Auth { ReasonCode = reason, Properties = new() { AuthenticationMethod = method } });
        Assert.Equal(ReasonCode.ProtocolError, (await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Reading.Patience))).ReasonCode);
    }

    [Fact]
    [Statement("MQTT-4.12.0-5")]
    public async Task AConnAckOfAnotherMethodIsRefused()
    {
        var (connecting, server, _) = await BeginAsync();
        await server.SendAsync(default(ConnAck));
        Assert.Equal(ReasonCode.ProtocolError, (await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Reading.Patience))).ReasonCode);
    }

    [Fact]
    [Statement("MQTT-4.12.0-6")]
    public async Task AConnAckWithAMethodThatNobodyAskedForIsRefused()
    {
        var (server, connecting) = FakeServer.Begin(new() { ClientId = "a" });
        await server.SendAsync(Accepted);
        Assert.Equal(ReasonCode.ProtocolError, (await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Reading.Patience))).ReasonCode);
    }

    [Fact]
    public async Task AServerThatShowsTheWrongThingAtTheEndIsRefused()
    {
        var (connecting, server, _) = await BeginAsync();
        await server.SendAsync(Accepted with { Properties = new() { AuthenticationMethod = "Echo", AuthenticationData = FakeServer.Utf8("wrong") } });
        var exception = await Assert.ThrowsAsync<MqttConnectException>(() => connecting.WaitAsync(Reading.Patience));
        Assert.Equal(ReasonCode.NotAuthorized, exception.ReasonCode);
        Assert.Equal("wrong", exception.InnerException?.Message);
    }

    [Fact]
    [Statement("MQTT-4.12.1-1")]
    public async Task ReauthenticationGoesOnBesideMessages()
    {
        var (connecting, server, _) = await BeginAsync();
        await server.SendAsync(Accepted);
        var client = await connecting.WaitAsync(Reading.Patience);
        var again = client.ReauthenticateAsync();
        await server.ExpectAsync(Auth(ReasonCode.ReAuthenticate, "begin"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ReauthenticateAsync());
        await client.PublishAsync("t", default);
        await server.ReadPublishAsync();
        await server.SendAsync(Auth(ReasonCode.ContinueAuthentication, "one"));
        await server.ExpectAsync(Auth(ReasonCode.ContinueAuthentication, "re: one"));
        Assert.False(again.IsCompleted);
        await server.SendAsync(Auth(ReasonCode.Success, "right"));
        await again.WaitAsync(Reading.Patience);
    }

    [Fact]
    [Statement("MQTT-4.12.1-2")]
    public async Task AReauthenticationThatTheServerRefusesIsTold()
    {
        var (connecting, server, _) = await BeginAsync();
        await server.SendAsync(Accepted);
        var client = await connecting.WaitAsync(Reading.Patience);
        var again = client.ReauthenticateAsync();
        await server.ReadAsync();
        await server.SendAsync(new Disconnect { ReasonCode = ReasonCode.NotAuthorized });
        Assert.Equal(ReasonCode.NotAuthorized, (await Assert.ThrowsAsync<MqttDisconnectedException>(() => again.WaitAsync(Reading.Patience))).ReasonCode);
    }

    [Fact]
    [Statement("MQTT-4.12.1-2")]
    public async Task AReauthenticationThatFailsHereEndsTheConnectionWithItsReason()
    {
        var (connecting, server, _) = await BeginAsync();
        await server.SendAsync(Accepted);
        var client = await connecting.WaitAsync(Reading.Patience);
        var again = client.ReauthenticateAsync();
        await server.ReadAsync();
        await server.SendAsync(Auth(ReasonCode.Success, "wrong"));
        await server.ExpectAsync(new Disconnect { ReasonCode = ReasonCode.NotAuthorized });
        await server.ExpectEndAsync();
        Assert.Equal(ReasonCode.NotAuthorized, (await Assert.ThrowsAsync<MqttDisconnectedException>(() => again.WaitAsync(Reading.Patience))).ReasonCode);
    }

    [Fact]
    [Statement("MQTT-4.12.0-7")]
    public async Task WithoutAMethodThereIsNoReauthentication()
    {
        var (client, server) = await _servers.ConnectAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.ReauthenticateAsync());
        await server.ExpectNothingAsync();
    }

    private static ConnAck Accepted => new() { Properties = new() { AuthenticationMethod = "Echo" } };

    private static Auth Auth(ReasonCode reason, string data) => new() { ReasonCode = reason, Properties = new() { AuthenticationMethod = "Echo", AuthenticationData = FakeServer.Utf8(data) } };

    private static string Text(Mqtt5Gen.Wire.Bytes? data) => System.Text.Encoding.UTF8.GetString(data!.Value.Span);

    private async Task<(Task<MqttClient> Connecting, FakeServer Server, Connect Connect)> BeginAsync()
    {
        var connecting = MqttClient.ConnectAsync("mqtt://one", _servers.Options(new() { ClientId = "a", Authentication = new Echo() }));
        var (server, bytes, _) = await _servers.VisitAsync();
        Mqtt5Gen.Wire.FrameReader.TryRead(bytes, uint.MaxValue, out var frame, out _);
        Assert.True(ConnectView.TryDecode(frame, ProtocolVersion.V5, Role.Client, out var view, out _));
        return (connecting, server, view.ToPacket());
    }

    private sealed class Echo : IMqttAuthentication, IMqttAuthenticationExchange
    {
        public string Method => "Echo";

        public IMqttAuthenticationExchange Begin() => this;

        public ValueTask<ReadOnlyMemory<byte>?> StartAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ReadOnlyMemory<byte>?>(FakeServer.Utf8("begin"));

        public ValueTask<ReadOnlyMemory<byte>?> ContinueAsync(ReadOnlyMemory<byte> serverData, CancellationToken cancellationToken) =>
            ValueTask.FromResult<ReadOnlyMemory<byte>?>((byte[])[.. "re: "u8, .. serverData.Span]);

        public void Complete(ReadOnlyMemory<byte> serverData)
        {
            if (serverData.Span.SequenceEqual("wrong"u8)) throw new InvalidOperationException("wrong");
        }
    }
}
