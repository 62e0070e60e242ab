using System.Diagnostics;
using System.Net.Sockets;
using Mqtt5Gen.Server.Tests.Harness;

namespace Mqtt5Gen.Server.Tests;

/// <summary>Alone, as one test counts the memory of the whole process.</summary>
[CollectionDefinition(nameof(TransportTests), DisableParallelization = true)]
[Collection(nameof(TransportTests))]
public sealed class TransportTests
{
    private const int SmallWindow = 8 * 1024;

    [Fact]
    public async Task AnEmbeddedBrokerCarriesAMessage()
    {
        await using var host = await TestHost.StartAsync();
        using var subscriber = await RawClient.OpenAsync(host.Port, "a/#");
        using var publisher = await RawClient.OpenAsync(host.Port);
        var publish = Packets.Publish("a/b", "hello"u8);
        await publisher.SendAsync(publish);
        Assert.Equal(publish, await subscriber.ReceivePacketAsync());
    }

    [Fact]
    public async Task APacketOfOneMebibyteInSmallChunksArrivesWhole()
    {
        await using var host = await TestHost.StartAsync();
        using var subscriber = await RawClient.OpenAsync(host.Port, "big");
        using var publisher = await RawClient.OpenAsync(host.Port);
        var payload = new byte[1 << 20];
        new Random(1).NextBytes(payload);
        var publish = Packets.Publish("big", payload);
        for (var at = 0; at < publish.Length; at += 1000) await publisher.SendAsync(publish.AsMemory(at, Math.Min(1000, publish.Length - at)));
        var received = await subscriber.ReceivePacketAsync();
        Assert.True(publish.AsSpan().SequenceEqual(received));
    }

    [Fact]
    public async Task AConnectCutIntoSingleBytesIsAnswered()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await RawClient.ConnectAsync(host.Port);
        foreach (var value in Packets.Connect()) await client.SendAsync(new[] { value });
        Assert.Equal(0x20, (await client.ReceivePacketAsync())[0]);
    }

    [Fact]
    public async Task AClientThatDoesNotReadStallsNobodyAndCostsBoundedMemory()
    {
        const int Messages = 2000;
        await using var host = await TestHost.StartAsync();
        using var deaf = await RawClient.OpenAsync(host.Port, "t", SmallWindow);
        using var reader = await RawClient.OpenAsync(host.Port, "t");
        using var publisher = await RawClient.OpenAsync(host.Port);
        var publish = Packets.Publish("t", new byte[16 * 1024]);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < Messages; i++)
        {
            await publisher.SendAsync(publish);
            Assert.Equal(publish.Length, (await reader.ReceiveAsync(publish.Length)).Length);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 8 << 20); // of 32 MiB
        Assert.InRange(host.Broker.DroppedMessages, 1, Messages);
    }

    [Fact]
    public async Task AClientThatReadsAgainGetsWholePacketsAgain()
    {
        await using var host = await TestHost.StartAsync();
        using var slow = await RawClient.OpenAsync(host.Port, "t", SmallWindow);
        using var publisher = await RawClient.OpenAsync(host.Port);
        for (var i = 0; i < 1000; i++) await publisher.SendAsync(Packets.Publish("t", Payload(i)));

        var last = -1;
        while (last < 50) last = await NextAsync(last);
        while (host.Broker.DroppedMessages == 0 && last < 999) last = await NextAsync(last);

        async Task<int> NextAsync(int previous)
        {
            var packet = await slow.ReceivePacketAsync();
            var number = BitConverter.ToInt32(packet, packet.Length - (16 * 1024));
            Assert.True(number > previous, "out of order");
            Assert.Equal(Packets.Publish("t", Payload(number)), packet);
            return number;
        }

        static byte[] Payload(int number)
        {
            var payload = new byte[16 * 1024];
            new Random(number).NextBytes(payload);
            BitConverter.TryWriteBytes(payload, number);
            return payload;
        }
    }

    [Fact]
    public async Task AConnectionThatBreaksWithDataPendingIsForgotten()
    {
        await using var host = await TestHost.StartAsync();
        using var publisher = await RawClient.OpenAsync(host.Port);
        var deaf = await RawClient.OpenAsync(host.Port, "t", SmallWindow);
        for (var i = 0; i < 300; i++) await publisher.SendAsync(Packets.Publish("t", new byte[16 * 1024]));
        Assert.Equal(2, host.Broker.ConnectionCount);
        deaf.Reset();
        await Eventually(() => host.Broker.ConnectionCount == 1);

        using var subscriber = await RawClient.OpenAsync(host.Port, "u");
        await publisher.SendAsync(Packets.Publish("u", "still here"u8));
        Assert.Equal(0x30, (await subscriber.ReceivePacketAsync())[0]);
    }

    [Fact]
    public async Task AClientThatIsToldToGoAndDoesNotReadIsCutOff()
    {
        await using var host = await TestHost.StartAsync(options => options.CloseTimeout = TimeSpan.FromSeconds(1));
        using var deaf = await RawClient.OpenAsync(host.Port, "t", SmallWindow);
        using var publisher = await RawClient.OpenAsync(host.Port);
        for (var i = 0; i < 300; i++) await publisher.SendAsync(Packets.Publish("t", new byte[16 * 1024]));

        await deaf.SendAsync(Packets.Connect()); // a second CONNECT
        await Eventually(() => host.Broker.ConnectionCount == 1);
        await Eventually(() => deaf.IsReset);
    }

    [Fact]
    public async Task WhatIsNotMqttIsCutOff()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await RawClient.ConnectAsync(host.Port);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        Assert.True(await client.IsEndedAsync());
        await Eventually(() => host.Broker.ConnectionCount == 0);
    }

    [Fact]
    public async Task TheBrokerIsToldTheTime()
    {
        await using var host = await TestHost.StartAsync(o => o.Limits = o.Limits with { ConnectTimeout = TimeSpan.FromSeconds(1) });
        using var silent = await RawClient.ConnectAsync(host.Port);
        Assert.True(await silent.IsEndedAsync());
    }

    [Fact]
    public async Task AClientThatHalfClosesGetsItsAnswers()
    {
        await using var host = await TestHost.StartAsync();
        using var socket = new TcpClient("127.0.0.1", host.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync((byte[])[.. Packets.Connect(), .. Packets.Subscribe("a"), 0xC0, 0]);
        socket.Client.Shutdown(SocketShutdown.Send);
        using var answers = new MemoryStream();
        await stream.CopyToAsync(answers).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([0xD0, 0], answers.ToArray()[^2..]);
    }

    [Fact]
    public async Task StoppingClosesTheListenerAndTellsClientsEvenIfOneDoesNotRead()
    {
        await using var host = await TestHost.StartAsync(options => options.CloseTimeout = TimeSpan.FromSeconds(1));
        using var deaf = await RawClient.OpenAsync(host.Port, "t", SmallWindow);
        using var publisher = await RawClient.OpenAsync(host.Port);
        for (var i = 0; i < 1000; i++) await publisher.SendAsync(Packets.Publish("t", new byte[16 * 1024])); // more than the kernel takes for a socket
        await publisher.SendAsync(Packets.PingReq);
        Assert.Equal([0xD0, 0], await publisher.ReceivePacketAsync()); // all of it has reached the broker, and not the client that does not read
        using var idle = await RawClient.OpenAsync(host.Port);

        var watch = Stopwatch.StartNew();
        var stopping = host.StopAsync();
        Assert.Equal(Packets.ShuttingDown, await idle.ReceivePacketAsync());
        var refusal = await Assert.ThrowsAsync<SocketException>(() => RawClient.ConnectAsync(host.Port));
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
        Assert.True(await idle.IsEndedAsync());
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5));
        Assert.Equal(0, host.Broker.ConnectionCount);
    }

    private static async Task Eventually(Func<bool> condition)
    {
        for (var i = 0; i < 400 && !condition(); i++) await Task.Delay(25);
        Assert.True(condition());
    }
}
