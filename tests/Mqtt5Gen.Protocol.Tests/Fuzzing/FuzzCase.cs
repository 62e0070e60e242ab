namespace Mqtt5Gen.Protocol.Tests.Fuzzing;

/// <summary>Bytes that may be a packet, and from whom.</summary>
internal readonly record struct FuzzCase(byte[] Bytes, ProtocolVersion Version, Role Sender)
{
    public override string ToString() => $"{Version}, from the {Sender}: {Convert.ToHexString(Bytes)}";
}
