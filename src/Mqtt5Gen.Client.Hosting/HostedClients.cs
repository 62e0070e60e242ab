using Microsoft.Extensions.Hosting;

namespace Mqtt5Gen.Client.Hosting;

/// <summary>Starts the clients before any other service of the host, and disconnects them after all others have stopped, so that those may publish until then.</summary>
internal sealed class HostedClients(IEnumerable<HostedClient> clients, IServiceProvider services) : IHostedLifecycleService
{
    private IReadOnlyList<MqttClient> _started = [];

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        _started = [.. clients.Select(client => client.In(services))];
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(_started.Select(StartAsync)).ConfigureAwait(false); // an exception goes before a cancellation

        async Task StartAsync(MqttClient client)
        {
            try
            {
                await client.StartAsync(giveUp.Token).ConfigureAwait(false);
            }
            catch
            {
                await giveUp.CancelAsync().ConfigureAwait(false); // the host does not start: nobody is to wait for the others
                throw;
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(_started.Select(client => DisconnectAsync(client, cancellationToken)));

    private static async Task DisconnectAsync(MqttClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host's time to stop is up. The client goes on closing, and the container waits for it when it is disposed.
        }
    }
}
