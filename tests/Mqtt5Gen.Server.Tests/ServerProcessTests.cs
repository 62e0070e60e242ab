using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Mqtt5Gen.Server.Tests.Harness;

namespace Mqtt5Gen.Server.Tests;

public sealed class ServerProcessTests
{
    private const string FreePort = "mqtt://127.0.0.1:0";

    [Theory]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task ASignalTellsClientsAndEndsTheProcessWithinFiveSeconds(PosixSignal signal)
    {
        using var server = ServerProcess.Start("--listen", FreePort);
        var port = PortOf(await server.ReadLineAsync());
        using var idle = await RawClient.OpenAsync(port);
        using var deaf = await RawClient.OpenAsync(port, "t", receiveBuffer: 8 * 1024);
        using var publisher = await RawClient.OpenAsync(port);
        for (var i = 0; i < 300; i++) await publisher.SendAsync(Packets.Publish("t", new byte[16 * 1024]));

        var watch = Stopwatch.StartNew();
        server.Signal(signal);
        Assert.Equal(Packets.ShuttingDown, await idle.ReceivePacketAsync());
        Assert.True(await idle.IsEndedAsync());
        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal("", await server.ReadErrorsAsync());
    }

    [Fact]
    public async Task EachListenerIsOneLineWithItsRealPort()
    {
        var socket = Path.Combine(Path.GetTempPath(), $"mqtt-{Guid.NewGuid():N}.sock");
        using var server = ServerProcess.Start("--listen", FreePort, "--listen", "mqtt://localhost:0", "--listen", $"unix:{socket}");
        Assert.Matches("^listening on mqtt://127\\.0\\.0\\.1:[1-9][0-9]*$", await server.ReadLineAsync());
        Assert.Matches("^listening on mqtt://localhost:[1-9][0-9]*$", await server.ReadLineAsync());
        Assert.Equal($"listening on unix:{socket}", await server.ReadLineAsync());
        server.Signal(PosixSignal.SIGTERM);
        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.False(File.Exists(socket));
    }

    [Fact]
    public async Task LocalhostIsPrintedAsAskedAndIsBothLoopbackAddresses()
    {
        var free = FindFreePort();
        using var server = ServerProcess.Start("--listen", $"mqtt://localhost:{free}");
        Assert.Equal($"listening on mqtt://localhost:{free}", await server.ReadLineAsync());
        using var client = await RawClient.OpenAsync(free);
        if (!Socket.OSSupportsIPv6) return;

        using var other = new TcpClient(AddressFamily.InterNetworkV6);
        await other.ConnectAsync(IPAddress.IPv6Loopback, free);
    }

    [Fact]
    public async Task ATakenPortIsOneLine()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"mqtt://{taken.LocalEndpoint}";
        using var server = ServerProcess.Start("--listen", url);
        Assert.Equal(1, await server.WaitForExitAsync());
        Assert.Equal($"cannot listen on {url}: {taken.LocalEndpoint} is already in use{Environment.NewLine}", await server.ReadErrorsAsync());
        Assert.Null(await server.ReadLineAsync());
    }

    [Fact]
    public async Task AUnixSocketLeftByAProcessThatWasKilledIsReplaced()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mqtt-{Guid.NewGuid():N}.sock");
        using (var killed = ServerProcess.Start("--listen", $"unix:{path}")) await killed.ReadLineAsync();
        Assert.True(File.Exists(path));

        using var server = ServerProcess.Start("--listen", $"unix:{path}");
        Assert.Equal($"listening on unix:{path}", await server.ReadLineAsync());
        server.Signal(PosixSignal.SIGTERM);
        Assert.Equal(0, await server.WaitForExitAsync());
    }

    [Fact]
    public async Task ConfigurationComesFromAFileAndTheCommandLineOverridesIt()
    {
        var folder = Directory.CreateTempSubdirectory("mqtt-server-").FullName;
        var file = Path.Combine(folder, "mqtt.json");
        await File.WriteAllTextAsync(file, """{ "Mqtt": { "Listeners": [ { "Url": "mqtt://127.0.0.1:0" }, { "Url": "mqtt://[::1]:0" } ], "Limits": { "MaximumPacketSize": 100 } } }""");
        using var server = ServerProcess.Start("--config", file, "--data", Path.Combine(folder, "data"), "--listen", "mqtt://127.0.0.1:0", "--Mqtt:Limits:MaximumPacketSize=200");
        var port = PortOf(await server.ReadLineAsync());
        using var client = await RawClient.ConnectAsync(port);
        await client.SendAsync(Packets.Connect());
        var connAck = await client.ReceivePacketAsync();
        Assert.True(connAck.AsSpan().IndexOf((byte[])[0x27, 0, 0, 0, 200]) > 0, "Maximum Packet Size is announced");
        server.Signal(PosixSignal.SIGTERM);
        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.Null(await server.ReadLineAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder, "data")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task AClientThatNeverStopsSendingDoesNotStarveTheOthers()
    {
        using var server = ServerProcess.StartWith(new() { ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1" }, "--listen", FreePort);
        var port = PortOf(await server.ReadLineAsync());
        using var other = await RawClient.OpenAsync(port);
        using var flooder = await RawClient.OpenAsync(port);
        using var stop = new CancellationTokenSource();
        var flood = Enumerable.Repeat(Packets.Publish("t", new byte[16]), 10_000).SelectMany(p => p).ToArray();
        var flooding = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await flooder.SendAsync(flood);
        });

        await Task.Delay(500);
        for (var i = 0; i < 20; i++)
        {
            await other.SendAsync(Packets.PingReq);
            Assert.Equal([0xD0, 0], await other.ReceivePacketAsync());
        }

        await stop.CancelAsync();
        await flooding;
    }

    [Fact]
    public async Task EnvironmentVariablesAreConfiguration()
    {
        using var server = ServerProcess.StartWith(new() { ["Mqtt__Listeners__0__Url"] = FreePort, ["Mqtt__Limits__MaximumQoS"] = "1" });
        var port = PortOf(await server.ReadLineAsync());
        using var client = await RawClient.ConnectAsync(port);
        await client.SendAsync(Packets.Connect());
        var connAck = await client.ReceivePacketAsync();
        Assert.Contains("2401", Convert.ToHexString(connAck), StringComparison.Ordinal);
    }

    private static int PortOf(string? line)
    {
        const string Start = "listening on mqtt://127.0.0.1:";
        Assert.StartsWith(Start, line, StringComparison.Ordinal);
        return int.Parse(line.AsSpan(Start.Length));
    }

    private static int FindFreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
