using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mqtt5Gen.Broker.AspNetCore.Listeners;
using Mqtt5Gen.Broker.AspNetCore.Logging;
using Mqtt5Gen.Broker.AspNetCore.Transport;
using Mqtt5Gen.Broker.AspNetCore.WebSockets;

namespace Mqtt5Gen.Broker.AspNetCore.Hosting;

/// <summary>Runs the broker in a host: opens the listeners, tells it the time, and closes everything in order.</summary>
/// <remarks>
/// It has a Kestrel of its own. In the application's, an endpoint that is set in code would silently replace the addresses that its
/// web side is configured with.
/// </remarks>
internal sealed class MqttBrokerService(
    MqttBroker broker,
    MqttClock clock,
    MqttEndpoints endpoints,
    IOptions<MqttBrokerOptions> options,
    IServiceProvider services,
    ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan TickPeriod = TimeSpan.FromSeconds(1);

    private readonly ILogger _log = loggers.CreateLogger<MqttBroker>();
    private readonly PeriodicTimer _timer = new(TickPeriod, clock.Time);
    private KestrelServer? _server;
    private Task _ticking = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var listeners = ListenerPlan.From(options.Value);
        _server = CreateServer(listeners);
        await _server.StartAsync(new WebSocketApplication(options.Value.CloseTimeout, loggers), cancellationToken).ConfigureAwait(false);
        endpoints.Urls = listeners.RealUrls();
        foreach (var url in endpoints.Urls) _log.ListeningOn(url);
        _ticking = TickAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is null) return;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.CloseTimeout + TickPeriod);
        var stopped = _server.StopAsync(limit.Token); // closes the listeners before it first waits
        _timer.Dispose();
        await _ticking.ConfigureAwait(false);
        broker.Shutdown(clock.Now);
        await stopped.ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _timer.Dispose();
        _server?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task TickAsync()
    {
        while (await _timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            try
            {
                broker.Tick(clock.Now);
            }
            catch (Exception e)
            {
                _log.TickFailed(e); // one session's fault must not stop the time of all
            }
        }
    }

    private KestrelServer CreateServer(ListenerPlan listeners)
    {
        var kestrel = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
        kestrel.Limits.RequestHeadersTimeout = options.Value.Limits.ConnectTimeout;
        kestrel.Limits.KeepAliveTimeout = options.Value.Limits.ConnectTimeout;
        foreach (var listener in listeners.Listeners)
        {
            var handler = new MqttConnectionHandler(broker, clock, listener.Url, options.Value);
            listener.AddTo(kestrel, handler);
        }

        var sockets = new SocketTransportFactory(Options.Create(TransportTuning.Sockets()), loggers);
        return new KestrelServer(Options.Create(kestrel), new ListenerFactory(sockets, listeners.UrlsByEndPoint()), loggers);
    }
}
