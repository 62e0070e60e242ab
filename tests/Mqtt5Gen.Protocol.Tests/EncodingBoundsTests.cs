using Mqtt5Gen.Protocol.Tests.Vectors;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Protocol.Tests;

/// <summary>A caller's mistake throws, and never writes outside of the span that it gave.</summary>
public sealed class EncodingBoundsTests
{
    private const int Margin = 64;
    private const int Seen = 50; // of the largest packets, only what their first and last bytes do

    [Theory, MemberData(nameof(AllVectors.ValidNames), MemberType = typeof(AllVectors))]
    public void PacketIsNotWrittenBeyondTooShortASpan(string name)
    {
        var vector = AllVectors.Named(name);
        var packet = (IPacket)ExpectedPacket.Build(vector.Type, vector.Fields!);
        var layout = packet.Measure(vector.Version);

        foreach (var room in Enumerable.Range(0, layout.Size).Where(room => room < Seen || room >= layout.Size - Seen)) AssertThrows(packet, room, layout, vector.Version);
    }

    [Fact]
    public void PacketIsNotWrittenBeyondTheSpanThatAnotherPacketsLayoutMeasured()
    {
        IPacket packet = new Publish { TopicName = "sensors/kitchen/temperature", Properties = new() { ContentType = "text/plain" }, Payload = new byte[40] };
        for (var remaining = 0; remaining < packet.Measure(ProtocolVersion.V5).RemainingLength; remaining++)
        {
            var layout = new PacketLayout(remaining, 0);
            AssertThrows(packet, layout.Size, layout, ProtocolVersion.V5);
        }
    }

    private static void AssertThrows(IPacket packet, int room, PacketLayout layout, ProtocolVersion version)
    {
        var memory = new byte[Margin + room + Margin];
        memory.AsSpan().Fill(0xCC);

        var exception = Record.Exception(() => packet.Encode(memory.AsSpan(Margin, room), layout, version));

        Assert.True(exception is ArgumentException or IndexOutOfRangeException, $"{room} bytes for {layout}: {exception}");
        Assert.False(memory.AsSpan(0, Margin).ContainsAnyExcept((byte)0xCC));
        Assert.False(memory.AsSpan(Margin + room).ContainsAnyExcept((byte)0xCC));
    }
}
