using System.Globalization;
using System.Text.RegularExpressions;
using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>A codec of fewer versions or packets says of what it has left what the whole one says.</summary>
public sealed partial class SelectedCodecTests
{
    private const int Seed = 20260;

    private static readonly Judge Whole = new(Run());
    private static readonly byte[][] Packets = [.. Repository.Vectors.SelectMany(text => Hex().Matches(text)).Select(match => Bytes(match.Groups[1].Value)).Where(bytes => bytes.Length is > 0 and < 300)];

    [Theory]
    [InlineData("3.1.1", 4)]
    [InlineData("5.0", 5)]
    public void OneVersionJudgesAsAllDo(string version, int number)
    {
        Judge one = new(Run(("Mqtt5GenVersions", version)));

        // Of a packet or a version that it does not have, a codec says other things than one that has it.
        AssertSame(one, number, packet => (number == 5 || packet[0] >> 4 != 15) && !(IsConnect(packet) && IsOfAnother(packet, number)));
    }

    [Fact]
    public void SomePacketsAreJudgedAsAmongAll()
    {
        Judge some = new(Run(("Mqtt5GenPackets", "CONNECT,PUBLISH,SUBSCRIBE,SUBACK,DISCONNECT")));

        foreach (var number in new[] { 4, 5 }) AssertSame(some, number, packet => (packet[0] >> 4) is 1 or 3 or 8 or 9 or 14);
    }

    private static void AssertSame(Judge judge, int version, Func<byte[], bool> isIn)
    {
        Random random = new(Seed);
        var packets = Packets.Where(isIn).ToList();
        Assert.True(packets.Count > 100, $"Only {packets.Count} packets were found.");
        foreach (var packet in packets.Concat(packets.SelectMany(packet => Enumerable.Range(0, 20).Select(_ => Mutated(packet, random)))).Where(isIn))
        {
            foreach (var isFromClient in new[] { true, false })
            {
                var (expected, found) = (Whole.Of(packet, isFromClient, version), judge.Of(packet, isFromClient, version));
                Assert.True(expected == found, $"{Convert.ToHexString(packet)} from {(isFromClient ? "client" : "server")}: expected '{expected}', found '{found}'.");
            }
        }
    }

    private static bool IsConnect(byte[] packet) => packet[0] >> 4 == 1;

    // The name of 3.1, or the number of another version behind the fixed header and the six bytes of the name.
    private static bool IsOfAnother(byte[] packet, int number)
    {
        var stated = packet.ElementAtOrDefault(packet.ElementAtOrDefault(1) < 0x80 ? 8 : 9);
        return packet.AsSpan().IndexOf("MQI"u8) >= 0 || (stated is 3 or 4 or 5 && stated != number);
    }

    private static byte[] Mutated(byte[] packet, Random random)
    {
        byte[] mutated = [.. packet];
        mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
        return mutated;
    }

    private static byte[] Bytes(string hex) =>
        Convert.FromHexString(Repeated().Replace(hex, match => string.Concat(Enumerable.Repeat(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)))).Replace(" ", "", StringComparison.Ordinal));

    private static GeneratorRun Run(params (string, string)[] properties) =>
        GeneratorRun.Of(new BuildText([("RootNamespace", "Mqtt5Gen.Protocol"), ("Mqtt5GenVisibility", "public"), .. properties]), [.. Repository.Spec]);

    [GeneratedRegex(@"^  hex: ""([0-9a-f* ]+)""", RegexOptions.Multiline)]
    private static partial Regex Hex();

    [GeneratedRegex(@"([0-9a-f]{2})\*(\d+)")]
    private static partial Regex Repeated();
}
