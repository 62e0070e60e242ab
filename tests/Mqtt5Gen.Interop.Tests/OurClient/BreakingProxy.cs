using System.Net;
using System.Net.Sockets;

namespace Mqtt5Gen.Interop.Tests.OurClient;

/// <summary>A TCP proxy that cuts, stalls and half-closes its connections as a seed says.</summary>
internal sealed class BreakingProxy : IAsyncDisposable
{
    private const int LongestPiece = 4096;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly int _target;
    private readonly Random _random;
    private readonly Task _accepting;
    private int _breaks;

    public BreakingProxy(int target, int seed)
    {
        (_target, _random) = (target, new Random(seed));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often it has broken something.</summary>
    public int Breaks => Volatile.Read(ref _breaks);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        while (true) _ = CarryAsync(await _listener.AcceptSocketAsync(_stopping.Token));
    }

    private async Task CarryAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await server.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
                var lasts = Next(2_000, 40_000); // bytes
                await Task.WhenAny(PumpAsync(client, server, lasts), PumpAsync(server, client, lasts));
                Interlocked.Increment(ref _breaks);
                await EndAsync(client, server);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The connection is over, which is what a proxy like this is for.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, int lasts)
    {
        var buffer = new byte[LongestPiece];
        while (lasts > 0)
        {
            var read = await from.ReceiveAsync(buffer.AsMemory(0, Math.Min(lasts, Next(1, LongestPiece))), SocketFlags.None, _stopping.Token);
            if (read == 0) return;
            lasts -= read;
            await to.SendAsync(buffer.AsMemory(0, read), SocketFlags.None, _stopping.Token);
        }
    }

    /// <summary>Cut at once, half-closed towards one side, or silent until somebody's patience is over.</summary>
    private async Task EndAsync(Socket client, Socket server)
    {
        switch (Next(0, 4))
        {
            case 0:
                client.Shutdown(SocketShutdown.Send);
                await Task.Delay(Next(1, 200), _stopping.Token);
                break;
            case 1:
                server.Shutdown(SocketShutdown.Send);
                await Task.Delay(Next(1, 200), _stopping.Token);
                break;
            case 2:
                await Task.Delay(Next(100, 2500), _stopping.Token);
                break;
        }
    }

    private int Next(int from, int below)
    {
        lock (_random) return _random.Next(from, below);
    }
}
