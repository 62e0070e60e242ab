namespace Mqtt5Gen.Protocol.Tests.Fuzzing;

/// <summary>Random bytes that look like fields often enough to get deep into a decoder.</summary>
internal static class ByteFactory
{
    private static readonly byte[] Telling = [0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x23, 0x24, 0x26, 0x2B, 0x2F, 0x7F, 0x80, 0x81, 0xBF, 0xC0, 0xED, 0xF4, 0xFF];
    private static readonly byte[] Properties = [0x01, 0x02, 0x03, 0x08, 0x09, 0x0B, 0x11, 0x15, 0x16, 0x1F, 0x21, 0x22, 0x23, 0x26, 0x26, 0x27];

    public static byte Byte(Random random) => random.Next(2) == 0 ? (byte)random.Next(256) : Telling[random.Next(Telling.Length)];

    /// <summary>Appends something like a field.</summary>
    public static void Field(Random random, List<byte> to)
    {
        switch (random.Next(6))
        {
            case 0: to.Add(Byte(random)); break;
            case 1: to.AddRange([0, (byte)random.Next(4)]); break;
            case 2: Text(random, to); break;
            case 3: Property(random, to); break;
            case 4: PropertySection(random, to); break;
            default: to.AddRange("\0\u0004MQTT"u8); break;
        }
    }

    /// <summary>The packet with this first byte and body.</summary>
    public static byte[] Frame(byte header, ReadOnlySpan<byte> body)
    {
        var length = new List<byte>();
        var left = body.Length;
        do
        {
            length.Add((byte)((left & 0x7F) | (left > 0x7F ? 0x80 : 0)));
            left >>= 7;
        }
        while (left > 0);

        return [header, .. length, .. body];
    }

    private static void Text(Random random, List<byte> to)
    {
        var length = random.Next(5);
        to.AddRange([0, (byte)length]);
        for (var i = 0; i < length; i++) to.Add(random.Next(8) == 0 ? Byte(random) : (byte)('a' + random.Next(26)));
    }

    private static void Property(Random random, List<byte> to)
    {
        var id = Properties[random.Next(Properties.Length)];
        to.Add(id);
        var length = id switch { 0x01 or 0x0B => 1, 0x21 or 0x22 or 0x23 => 2, 0x02 or 0x11 or 0x27 => 4, _ => 0 };
        for (var i = 0; i < length; i++) to.Add((byte)random.Next(3));
        if (length == 0) Text(random, to);
        if (id == 0x26) Text(random, to);
    }

    private static void PropertySection(Random random, List<byte> to)
    {
        var section = new List<byte>();
        for (var i = random.Next(4); i > 0; i--) Property(random, section);
        to.Add((byte)section.Count);
        to.AddRange(section);
    }
}
