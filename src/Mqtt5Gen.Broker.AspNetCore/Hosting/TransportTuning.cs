using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Mqtt5Gen.Broker.AspNetCore.Hosting;

/// <summary>How Kestrel's sockets are set.</summary>
internal static class TransportTuning
{
    // What is read and not handled yet. One read is handled in one go, so this also bounds how long that takes.
    private const int ReadBuffer = 64 * 1024;

    // What the pipe takes before a flush has to wait for the client.
    private const int WriteBuffer = 64 * 1024;

    private const int Backlog = 4096; // all clients of a broker that was restarted come back at once

    public static SocketTransportOptions Sockets() => new()
    {
        MaxReadBufferSize = ReadBuffer,
        MaxWriteBufferSize = WriteBuffer,
        Backlog = Backlog,
        UnsafePreferInlineScheduling = Environment.GetEnvironmentVariable("MQTT_INLINE") == "1",
    };
}
