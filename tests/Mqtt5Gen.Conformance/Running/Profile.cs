namespace Mqtt5Gen.Conformance.Running;

/// <summary>How a broker is configured.</summary>
internal enum Profile
{
    /// <summary>It offers all it has, to everybody.</summary>
    Usual,

    /// <summary>It announces limits: Maximum QoS 0 or 1, no retained messages, and as many other limits as it has.</summary>
    Limited,

    /// <summary>It knows one user, <see cref="Brokers.Credentials"/>, who may do nothing below the topic <c>forbidden</c>.</summary>
    Secured,
}
