namespace Mqtt5Gen.Interop.Tests.Harness;

/// <summary>A broker in a process of its own, for the tests of one class.</summary>
public interface IBroker
{
    /// <summary>The loopback port it listens on.</summary>
    int Port { get; }
}
