using System.Text.Json;
using Mqtt5Gen.Cli.Inspecting;
using Mqtt5Gen.Cli.Output;
using Mqtt5Gen.Cli.Specs;
using Mqtt5Gen.Cli.Vectors;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Tests.Inspecting;

/// <summary>Whatever the bytes are, they are shown, each of them once.</summary>
public sealed class AnyBytesTests
{
    private static readonly SpecProtocol Mqtt = SpecSource.Load([EmbeddedSpec.Name]);

    public static TheoryData<int> Seeds => [1, 2, 3, 4];

    [Theory, MemberData(nameof(Seeds))]
    public void ManglingAPacketIsShownAndWrittenAsJson(int seed)
    {
        byte[][] packets = [.. new VectorGenerator(Mqtt).Files().SelectMany(file => file.Vectors).Select(vector => vector.Bytes)];
        Random random = new(seed);
        for (var i = 0; i < 1_000; i++) AssertIsShown(Mangle(random, packets[random.Next(packets.Length)]));
    }

    private static void AssertIsShown(byte[] bytes)
    {
        InspectedPacket[] packets = [.. new Inspector(Mqtt, null, null).Read(bytes)];
        using StringWriter text = new(), json = new();

        new InspectReport(Mqtt, CliOutput.Plain(text, TextWriter.Null)).Write(packets);
        new InspectJson(Mqtt).Write(json, packets);

        Assert.Equal(packets.Length, JsonDocument.Parse(json.ToString()).RootElement.GetProperty("packets").GetArrayLength());
        foreach (var packet in packets) AssertSaysAll(packet, Convert.ToHexString(bytes));
    }

    private static void AssertSaysAll(InspectedPacket packet, string hex)
    {
        var rows = PartRow.Of(packet.Decoded);
        var isBroken = packet.Decoded.Broken is not null;

        Assert.Equal((hex, packet.Decoded.Bytes.Length), (hex, rows.Sum(row => row.Length)));
        Assert.Equal((hex, isBroken ? 1 : 0), (hex, rows.Count(row => row.IsBroken)));
        Assert.True(isBroken || packet.IsFine || packet.Missing > 0, hex);
    }

    private static byte[] Mangle(Random random, byte[] packet)
    {
        List<byte> bytes = [.. packet];
        for (var changes = random.Next(4); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            if (random.Next(3) == 0) bytes.RemoveAt(at);
            else bytes[at] = (byte)random.Next(256);
        }

        if (random.Next(4) == 0) bytes.AddRange(packet);
        return bytes.Count == 0 ? packet : [.. bytes];
    }
}
