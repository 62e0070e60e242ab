namespace Mqtt5Gen.Conformance.Brokers;

/// <summary>A broker that is tested, and stopped afterwards.</summary>
internal interface IBrokerUnderTest : IAsyncDisposable
{
    /// <summary>Where it is, and what it offers.</summary>
    Target Target { get; }
}
