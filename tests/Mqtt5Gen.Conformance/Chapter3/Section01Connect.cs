using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>CONNECT: its form, and what the broker makes of it.</summary>
[Section("3.1", "CONNECT")]
internal static class Section01Connect
{
    private static readonly byte[] NameOfAnotherProtocol = [0x10, 0x0D, 0, 4, .. "MQTX"u8, 5, 2, 0, 0, 0, 0, 0];

    [Requirement("MQTT-3.1.0-2", "3.1.1/MQTT-3.1.0-2")]
    public static async Task ASecondConnectClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true });
        await client.ExpectDisconnectAsync(ReasonCode.ProtocolError);
        await bench.ExpectServiceAsync();
    }

    [Requirement("MQTT-3.1.0-2", "3.1.1/MQTT-3.1.0-1")]
    public static async Task APacketBeforeConnectClosesTheConnection(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new PingReq());
        await client.ExpectEndAsync();
        await bench.ExpectServiceAsync();
    }

    [Requirement("MQTT-3.1.2-1", "3.1.1/MQTT-3.1.2-1")]
    public static async Task AnotherProtocolNameClosesTheConnection(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendBytesAsync(NameOfAnotherProtocol);
        await client.ExpectAnyRefusalAsync(ReasonCode.UnsupportedProtocolVersion);
    }

    [Requirement("MQTT-3.1.2-2")]
    public static async Task AVersionThatIsNotSpokenClosesTheConnection(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendBytesAsync(new byte[] { 0x10, 0x0D, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 99, 2, 0, 0, 0, 0, 0 });
        await client.ExpectAnyRefusalAsync(ReasonCode.UnsupportedProtocolVersion);
    }

    [Requirement("3.1.1/MQTT-3.1.2-2")]
    public static async Task ALevelThatIsNotSpokenIsAnsweredWithReturnCode1(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendBytesAsync(new byte[] { 0x10, 0x0C, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 2, 2, 0, 0, 0, 0 });
        var connAck = await client.ExpectReceivedAsync<ConnAck>();
        Check.Equal(1, connAck.Bytes[3], "the return code");
        await client.ExpectEndAsync();
    }

    [Requirement("MQTT-3.1.2-3", "3.1.1/MQTT-3.1.2-3")]
    public static async Task TheReservedConnectFlagIsChecked(Bench bench)
    {
        var client = await bench.OpenAsync();
        var connect = new Connect { ClientId = bench.ClientId(), CleanStart = true }.ToArray(bench.Version);
        connect[9] |= 1;
        await client.SendBytesAsync(connect);
        if (bench.Version is ProtocolVersion.V5) await client.ExpectRefusalAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
        else await client.ExpectRefusalAsync();
    }

    [Requirement("MQTT-3.1.4-1", "3.1.1/MQTT-3.1.4-1")]
    public static async Task AConnectThatEndsTooEarlyClosesTheConnection(Bench bench)
    {
        var client = await bench.OpenAsync();
        var connect = new Connect { ClientId = bench.ClientId(), CleanStart = true }.ToArray(bench.Version);
        connect[1]--;
        await client.SendBytesAsync(connect.AsMemory(0, connect.Length - 1));
        if (bench.Version is ProtocolVersion.V5) await client.ExpectRefusalAsync(ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
        else await client.ExpectRefusalAsync();
    }

    [Requirement("MQTT-3.1.2-22", "MQTT-3.2.2-22", "3.1.1/MQTT-3.1.2-24")]
    public static async Task SilenceForOneAndAHalfTimesTheKeepAliveClosesTheConnection(Bench bench)
    {
        var client = await bench.ConnectAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, KeepAlive = 1 });
        var serverKeepAlive = client.ConnAck.Properties?.ServerKeepAlive ?? 1;
        if (serverKeepAlive > 5) throw new NotApplicableException($"it sets a Server Keep Alive of {serverKeepAlive} s");

        var time = System.Diagnostics.Stopwatch.StartNew();
        await client.ExpectDisconnectAsync(ReasonCode.KeepAliveTimeout);
        Check.That(time.Elapsed.TotalSeconds >= (1.5 * serverKeepAlive) - 0.1, $"it closed after {time.Elapsed.TotalSeconds:f2} s");
    }

    [Requirement("MQTT-3.1.2-22", "3.1.1/MQTT-3.1.2-24")]
    public static async Task SilenceClosesAsANetworkFailureDoesSoTheWillGoesOut(Bench bench)
    {
        var subscriber = await bench.ConnectAsync();
        await subscriber.SubscribeAsync(bench.Topic());
        await bench.ConnectAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, KeepAlive = 1, WillTopic = bench.Topic(), WillPayload = "gone"u8.ToArray() });
        await subscriber.ExpectMessageAsync("gone");
    }

    [Requirement("MQTT-3.1.2-22", "3.1.1/MQTT-3.1.2-24")]
    public static async Task AClientThatPingsIsNotSilent(Bench bench)
    {
        var client = await bench.ConnectAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, KeepAlive = 1 });
        for (var i = 0; i < 8; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(400));
            await client.PingAsync();
        }
    }

    [Requirement("MQTT-3.1.3-5", "3.1.1/MQTT-3.1.3-5")]
    public static async Task ClientIdentifiersOf1To23LettersAndDigitsAreAccepted(Bench bench)
    {
        var unique = bench.ClientId();
        foreach (var clientId in new[] { unique, unique.PadRight(23, 'A'), unique + "0aZ9" })
        {
            var client = await bench.ConnectAsync(clientId);
            await client.DisconnectAsync();
        }
    }

    [Requirement("MQTT-3.1.3-6", "MQTT-3.1.3-7", "MQTT-3.2.2-16", "3.1.1/MQTT-3.1.3-6"), Needs(Capability.AssignedClientIds)]
    public static async Task AClientWithoutIdentifierIsGivenAUniqueOne(Bench bench)
    {
        var first = await bench.ConnectAsync(new Connect { CleanStart = true });
        var second = await bench.ConnectAsync(new Connect { CleanStart = true });
        await first.ExpectNothingAsync(); // the second did not take its session over
        if (bench.Version is ProtocolVersion.V311) return;

        var (one, other) = (first.ConnAck.Properties?.AssignedClientIdentifier, second.ConnAck.Properties?.AssignedClientIdentifier);
        Check.That(one is { IsEmpty: false } && other is { IsEmpty: false }, "CONNACK has no Assigned Client Identifier");
        Check.That(one != other, $"two clients were both assigned '{one}'");
    }

    [Requirement("MQTT-3.1.3-7", "MQTT-3.1.3-2"), Needs(Capability.AssignedClientIds | Capability.LastingSessions)]
    public static async Task AnAssignedIdentifierIsAsGoodAsOneOfTheClientsOwn(Bench bench)
    {
        var first = await bench.ConnectAsync(new Connect { CleanStart = true, Properties = new() { SessionExpiryInterval = 300 } });
        await first.SubscribeAsync(bench.Topic());
        var assigned = first.ConnAck.Properties?.AssignedClientIdentifier?.ToString();
        Check.That(assigned is not null, "CONNACK has no Assigned Client Identifier");
        await first.DisconnectAsync();

        var second = await bench.ResumeAsync(assigned, properties: new() { SessionExpiryInterval = 0 });
        Check.That(second.ConnAck.SessionPresent, "the session under the assigned identifier was not found again");
    }

    [Requirement("MQTT-3.1.3-8")]
    public static async Task ARejectedClientIdentifierClosesTheConnection(Bench bench)
    {
        // A broker may accept any identifier; one that it rejects it may answer with 0x85.
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { ClientId = new string('x', 65_535), CleanStart = true });
        if (await client.NextAsync() is not { Packet: ConnAck connAck }) return;
        if (connAck.ReasonCode is ReasonCode.Success) throw new NotApplicableException("it accepts any Client Identifier");

        Check.Equal(ReasonCode.ClientIdentifierNotValid, connAck.ReasonCode, "CONNACK's code");
        await client.ExpectEndAsync();
    }

    [Requirement("3.1.1/MQTT-3.1.3-8", "3.1.1/MQTT-3.1.3-9", "3.1.1/MQTT-3.2.2-5")]
    public static async Task NoClientIdentifierWithoutCleanSessionIsReturnCode2(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { CleanStart = false });
        var connAck = await client.ExpectReceivedAsync<ConnAck>();
        Check.Equal(2, connAck.Bytes[3], "the return code");
        await client.ExpectEndAsync();
    }

    [Requirement("MQTT-4.13.1-1")]
    public static async Task AProtocolErrorInConnectIsAnsweredAndCloses(Bench bench)
    {
        var client = await bench.OpenAsync();
        await client.SendAsync(new Connect { ClientId = bench.ClientId(), CleanStart = true, Properties = new() { ReceiveMaximum = 0 } });
        await client.ExpectRefusalAsync(ReasonCode.ProtocolError, ReasonCode.MalformedPacket);
    }
}
