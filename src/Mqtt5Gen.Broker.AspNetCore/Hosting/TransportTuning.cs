using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Mqtt5Gen.Broker.AspNetCore.Hosting;

/// <summary>How Kestrel's sockets are set.</summary>
/// <remarks>
/// Inline means that the thread that learns of a socket's data also handles it and sends what follows: no hand-off to the thread pool,
/// whose idle workers spin. Our handler allows it, since it never waits. Measured on two shared cores, native code, CPU in microseconds per
/// message (thread pool / inline / inline but without the pause after 64 KiB): 64 bytes QoS 0 in pairs 0.52 / 0.55 / 0.56, lockstep
/// 19.3 / 13.1 / 14.7, fan-out to 100 0.27 / 0.30 / 0.31, fan-in of 50 at QoS 1 1.5 / 1.7 / 1.4, pairs at QoS 1 1.4 / 1.6 / 1.9,
/// 16 KiB 26 / 17 / 19, and at 2,000 messages a second 167 / 36 / 35. Inline pipes without inline sockets were worse than either.
/// One socket thread for all (DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT=1) saved another tenth, and would leave the other cores idle.
/// </remarks>
internal static class TransportTuning
{
    private const string InlineVariable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    // What is read and not handled yet.
    private const int ReadBuffer = 64 * 1024;

    // What the pipe takes before a flush has to wait for the client.
    private const int WriteBuffer = 64 * 1024;

    private const int Backlog = 4096; // all clients of a broker that was restarted come back at once

    /// <summary>Whether sockets call back inline; the runtime reads the same variable, once, for the whole process.</summary>
    private static bool IsInline => Environment.GetEnvironmentVariable(InlineVariable) is "1" or "true";

    public static SocketTransportOptions Sockets() => new()
    {
        MaxReadBufferSize = ReadBuffer,
        MaxWriteBufferSize = WriteBuffer,
        Backlog = Backlog,
        UnsafePreferInlineScheduling = IsInline,
    };
}
