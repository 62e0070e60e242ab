using System.Net;
using System.Net.Sockets;
using Mqtt5Gen.Conformance.Brokers;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Tests.Harness;

/// <summary>A broker that answers each packet with the bytes that a test says, right or wrong.</summary>
internal sealed class ScriptedBroker : IAsyncDisposable
{
    /// <summary>What it answers to close the connection.</summary>
    public static readonly byte[] Close = [];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<byte[], byte[]?> _answer;
    private readonly Task _serving;

    /// <param name="answer">Gets a packet; returns bytes to send, none to close, or null to say nothing.</param>
    public ScriptedBroker(Func<byte[], byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Target Target => new()
    {
        Name = "scripted",
        EndPoints = new Dictionary<Profile, EndPoint> { [Profile.Usual] = _listener.LocalEndpoint },
        Capabilities = (Capability)~0,
        Deadline = TimeSpan.FromSeconds(20),
    };

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync()));
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException) // stopped while it accepts, or between two
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        var stream = connection.GetStream();
        var input = new byte[64 * 1024];
        var filled = 0;
        try
        {
            while (await stream.ReadAsync(input.AsMemory(filled)) is > 0 and var count)
            {
                filled += count;
                while (FrameReader.TryRead(input.AsSpan(0, filled), uint.MaxValue, out _, out var length) is FrameStatus.Complete)
                {
                    var packet = input[..length];
                    filled -= length;
                    input.AsSpan(length, filled).CopyTo(input);
                    if (_answer(packet) is not { } answer) continue;
                    if (answer.Length == 0) return;
                    await stream.WriteAsync(answer);
                    if (answer[0] >> 4 == (int)PacketType.Disconnect) return;
                }
            }
        }
        catch (IOException)
        {
            // The client is gone.
        }
    }
}
