namespace Mqtt5Gen.Protocol.Tests.Fuzzing;

/// <summary>Makes packets of every type whose bodies are random.</summary>
internal static class RandomFrames
{
    public static FuzzCase Next(Random random)
    {
        var type = random.Next(16);
        var flags = random.Next(8) == 0 ? random.Next(16) : (PacketType)type switch
        {
            PacketType.Publish => random.Next(16),
            PacketType.PubRel or PacketType.Subscribe or PacketType.Unsubscribe => 2,
            _ => 0,
        };

        var body = new List<byte>();
        for (var fields = random.Next(8); fields > 0; fields--) ByteFactory.Field(random, body);

        return new FuzzCase(
            ByteFactory.Frame((byte)((type << 4) | flags), [.. body]),
            random.Next(8) switch { 0 => ProtocolVersion.V31, < 3 => ProtocolVersion.V311, _ => ProtocolVersion.V5 },
            (Role)random.Next(2));
    }
}
