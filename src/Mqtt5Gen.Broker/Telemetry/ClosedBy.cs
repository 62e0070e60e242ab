namespace Mqtt5Gen.Broker;

/// <summary>Who closed a connection.</summary>
public enum ClosedBy
{
    /// <summary>The network: it broke, or the client closed it without a DISCONNECT.</summary>
    Network,

    /// <summary>The client, with a DISCONNECT.</summary>
    Client,

    /// <summary>The broker.</summary>
    Broker,
}
