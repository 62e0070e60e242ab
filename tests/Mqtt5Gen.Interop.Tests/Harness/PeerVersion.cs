namespace Mqtt5Gen.Interop.Tests.Harness;

public enum PeerVersion
{
    V311,
    V5,
}
