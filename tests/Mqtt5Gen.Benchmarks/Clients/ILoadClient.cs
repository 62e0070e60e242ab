using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Benchmarks.Clients;

/// <summary>A client under load, ours or another's.</summary>
internal interface ILoadClient : IAsyncDisposable
{
    Task ConnectAsync(int port);

    /// <summary>Completes as the client's own publish does.</summary>
    Task PublishAsync(string topic, byte[] payload, QoS qos);

    /// <summary>Subscribes, and counts what comes; completes with the SUBACK.</summary>
    Task SubscribeAsync(string topic, QoS qos, Action<int> received);
}
