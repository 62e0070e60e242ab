using Microsoft.Extensions.DependencyInjection;
using Mqtt5Gen.Broker;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Server.Tests.Harness;

namespace Mqtt5Gen.Server.Tests;

/// <summary>A client that is not decided on yet, over sockets. Alone, as one test counts the memory of the whole process.</summary>
[CollectionDefinition(nameof(AccessTransportTests), DisableParallelization = true)]
[Collection(nameof(AccessTransportTests))]
public sealed class AccessTransportTests
{
    private readonly SlowAuthenticator _authenticator = new();

    [Fact]
    public async Task WhatAClientSendsAheadIsDoneWhenItIsDecidedOn()
    {
        await using var host = await TestHost.StartAsync(services: AddAuthenticator);
        using var client = await ConnectAsync(host);
        await client.SendAsync(Packets.Subscribe("t"));
        var publish = Packets.Publish("t", "hello"u8);
        await client.SendAsync(publish);

        _authenticator.Decide(AuthenticationResult.Accepted);

        Assert.Equal(0x20, (await client.ReceivePacketAsync())[0]);
        Assert.Equal(0x90, (await client.ReceivePacketAsync())[0]);
        Assert.Equal(publish, await client.ReceivePacketAsync());
    }

    [Fact]
    public async Task AClientThatHasNothingToSendIsAnsweredToo()
    {
        await using var host = await TestHost.StartAsync(services: AddAuthenticator);
        using var client = await ConnectAsync(host);

        _authenticator.Decide(AuthenticationResult.Refuse(ReasonCode.BadUserNameOrPassword));

        Assert.Equal((byte)ReasonCode.BadUserNameOrPassword, (await client.ReceivePacketAsync())[3]);
        Assert.True(await client.IsEndedAsync());
    }

    [Fact]
    public async Task WhatAClientSendsAheadIsBoundedAndNotLost()
    {
        const int Messages = 4000;
        await using var host = await TestHost.StartAsync(services: AddAuthenticator);
        using var client = await ConnectAsync(host);
        var publish = Packets.Publish("nobody's", new byte[16 * 1024]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sent = 0;
        var sending = SendAsync();
        for (var last = -1; last < sent; await Task.Delay(200)) last = sent; // until all buffers on the way are full

        Assert.True(sent < Messages, "The broker took 64 MB from a client that it does not know.");
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 4 * 1024 * 1024);

        _authenticator.Decide(AuthenticationResult.Accepted);
        Assert.Equal(0x20, (await client.ReceivePacketAsync())[0]);
        await sending;
        Assert.Equal(0xD0, (await client.ReceivePacketAsync())[0]);

        async Task SendAsync()
        {
            for (; sent < Messages; sent++) await client.SendAsync(publish);
            await client.SendAsync(Packets.PingReq);
        }
    }

    [Fact]
    public async Task AClientThatGoesAwayIsNoticed()
    {
        await using var host = await TestHost.StartAsync(services: AddAuthenticator);
        using (var client = await ConnectAsync(host)) await client.SendAsync(Packets.PingReq);

        await _authenticator.Cancelled;
    }

    [Fact]
    public async Task AClientThatSentTooMuchAheadIsCutOffInTime()
    {
        await using var host = await TestHost.StartAsync(options => options.Limits = options.Limits with { ConnectTimeout = TimeSpan.FromSeconds(1) }, AddAuthenticator);
        using var client = await ConnectAsync(host);
        await client.SendAsync(Packets.Publish("t", new byte[100_000]));

        await _authenticator.Cancelled;

        Assert.Equal((byte)ReasonCode.ServerUnavailable, (await client.ReceivePacketAsync())[3]);
    }

    private void AddAuthenticator(IServiceCollection services) => services.AddSingleton<IAuthenticator>(_authenticator);

    private async Task<RawClient> ConnectAsync(TestHost host)
    {
        var client = await RawClient.ConnectAsync(host.Port);
        await client.SendAsync(Packets.Connect());
        await _authenticator.Asked;
        return client;
    }
}
