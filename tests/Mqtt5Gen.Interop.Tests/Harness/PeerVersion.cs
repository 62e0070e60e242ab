namespace Mqtt5Gen.Interop.Tests.Harness;

public enum PeerVersion
{
    V31,
    V311,
    V5,
}
