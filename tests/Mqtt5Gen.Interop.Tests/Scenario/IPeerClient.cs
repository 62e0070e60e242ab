namespace Mqtt5Gen.Interop.Tests.Scenario;

/// <summary>One client of a peer, connected and subscribed.</summary>
internal interface IPeerClient : IAsyncDisposable
{
    /// <summary>Publishes, and waits until the broker has answered for it as the QoS demands.</summary>
    Task PublishAsync(PeerMessage message);

    /// <summary>Publishes one message at QoS 1 to each of the topics <c>prefix/0</c>, <c>prefix/1</c> and so on.</summary>
    Task PublishToManyAsync(string prefix, int count);

    Task<PeerMessage> ReceiveAsync();

    /// <summary>The client is gone without a word.</summary>
    Task KillAsync();
}
