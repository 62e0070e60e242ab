using System.Net;
using System.Net.WebSockets;
using Mqtt5Gen.Broker.AspNetCore;
using Mqtt5Gen.Server.Tests.Harness;

namespace Mqtt5Gen.Server.Tests;

/// <summary>A listener for WebSockets (6).</summary>
public sealed class WebSocketTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("/mqtt", HttpStatusCode.UpgradeRequired, "This is an MQTT broker")]
    [InlineData("/", HttpStatusCode.NotFound, "There is nothing here")]
    [InlineData("/mqtt/more", HttpStatusCode.NotFound, "There is nothing here")]
    public async Task WhoIsNoWebSocketIsToldWhatThisIs(string path, HttpStatusCode status, string text)
    {
        await using var host = await StartAsync("/mqtt");
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{host.Port}{path}"));

        Assert.Equal(status, answer.StatusCode);
        Assert.StartsWith(text, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "/any/path", null)]
    [InlineData("/mqtt", "/mqtt", null)]
    [InlineData("/mqtt", "/other", "404")]
    public async Task ThePathMayBeOne(string served, string asked, string? refusal)
    {
        await using var host = await StartAsync(served);
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("mqtt");

        var connecting = socket.ConnectAsync(new Uri($"ws://127.0.0.1:{host.Port}{asked}"), default);

        if (refusal is null) await connecting.WaitAsync(Patience);
        else Assert.Contains(refusal, (await Assert.ThrowsAsync<WebSocketException>(() => connecting.WaitAsync(Patience))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("chat")]
    public async Task AnotherSubprotocolIsRefused(string? subprotocol) // MQTT-6.0.0-3
    {
        await using var host = await StartAsync("");
        using var socket = new ClientWebSocket();
        if (subprotocol is not null) socket.Options.AddSubProtocol(subprotocol);

        var connecting = socket.ConnectAsync(new Uri($"ws://127.0.0.1:{host.Port}/"), default);

        Assert.Contains("400", (await Assert.ThrowsAsync<WebSocketException>(() => connecting.WaitAsync(Patience))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotBinaryClosesTheConnectionAndSaysSo() // MQTT-6.0.0-1
    {
        await using var host = await StartAsync("");
        using var socket = await OpenAsync(host);

        await socket.SendAsync(Packets.Connect(), WebSocketMessageType.Text, endOfMessage: true, default);

        var end = await socket.ReceiveAsync(new byte[100], default).WaitAsync(Patience);
        Assert.Equal((WebSocketMessageType.Close, WebSocketCloseStatus.InvalidMessageType), (end.MessageType, end.CloseStatus));
    }

    [Fact]
    public async Task AClientThatDoesNotSayGoodbyeIsCutOff()
    {
        await using var host = await StartAsync("");
        using var socket = await OpenAsync(host);
        await socket.SendAsync(Packets.Connect(), WebSocketMessageType.Binary, endOfMessage: true, default);
        await socket.SendAsync(new byte[] { 0xE0, 0 }, WebSocketMessageType.Binary, endOfMessage: true, default); // DISCONNECT, and no close frame

        while ((await socket.ReceiveAsync(new byte[100], default).WaitAsync(Patience)).MessageType is not WebSocketMessageType.Close)
        {
        }

        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        using var patience = new CancellationTokenSource(Patience);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (!patience.IsCancellationRequested) // no answer to the close frame, but packets
            {
                await socket.SendAsync(new byte[] { 0xC0, 0 }, WebSocketMessageType.Binary, endOfMessage: true, default);
                await Task.Delay(20);
            }
        });
    }

    [Fact]
    public async Task TheServerStopsThoughAClientStays()
    {
        var host = await StartAsync("");
        using var socket = await OpenAsync(host);
        await socket.SendAsync(Packets.Connect(), WebSocketMessageType.Binary, endOfMessage: true, default);
        await socket.ReceiveAsync(new byte[100], default).WaitAsync(Patience);

        await host.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    private static Task<TestHost> StartAsync(string path) => TestHost.StartAsync(options =>
    {
        options.Listeners.Clear();
        options.Listeners.Add(new MqttListenerOptions { Url = $"ws://127.0.0.1:0{path}" });
        options.CloseTimeout = TimeSpan.FromSeconds(1);
    });

    private static async Task<ClientWebSocket> OpenAsync(TestHost host)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("mqtt");
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{host.Port}/"), default).WaitAsync(Patience);
        return socket;
    }
}
