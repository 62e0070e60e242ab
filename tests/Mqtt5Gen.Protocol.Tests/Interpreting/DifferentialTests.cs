using Mqtt5Gen.Protocol.Tests.Decoding;
using Mqtt5Gen.Protocol.Tests.Fuzzing;
using Mqtt5Gen.Protocol.Tests.Vectors;

namespace Mqtt5Gen.Protocol.Tests.Interpreting;

/// <summary>The generated codec and the interpreter of the spec come to the same verdict, rule, place and bytes.</summary>
public sealed class DifferentialTests
{
    [Fact]
    public void VectorsAreReadAlike() => Assert.All(
        AllVectors.All.SelectMany(vector => Enum.GetValues<Role>().SelectMany(sender => Enum.GetValues<ProtocolVersion>().Select(version => (vector, sender, version)))),
        row => DifferentialCheck.IsPacket(new(row.vector.Bytes, row.version, row.sender)));

    [Fact]
    public void AnnouncementsAreKeptAlike() => Assert.All(
        AllVectors.All.Where(vector => vector.Announced is not null),
        vector =>
        {
            var (client, server) = ExpectedAnnouncements.Of(vector);
            var generated = Decoder.Decode(vector.Bytes, vector.Version, vector.Sender, client, server);
            var interpreted = Interpreter.Decode(vector.Bytes, vector.Version, vector.Sender, InterpretedAnnouncements.MaximumPacketSize(vector));

            Assert.Equal(generated.Violation.Rule, RuleNames.Find(interpreted.Broken?.Rule.Name));
            if (interpreted.Content is not { } content) return;

            Assert.Equal(generated.BrokenLimit.Rule, RuleNames.Find(Interpreter.BrokenLimit(content, InterpretedAnnouncements.Of(vector))));
        });

    [Fact]
    public void MutatedVectorsAreReadAlike() => FuzzRun.Of(MutatedVectors.Next, DifferentialCheck.IsPacket, samples: 300, leastPackets: 0.05);

    [Fact]
    public void RandomFramesAreReadAlike() => FuzzRun.Of(RandomFrames.Next, DifferentialCheck.IsPacket, samples: 300, leastPackets: 0.02);
}
