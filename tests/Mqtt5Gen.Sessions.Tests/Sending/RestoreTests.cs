using CsCheck;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Sending;

public class RestoreTests
{
    [Fact]
    public void AStoredWindowComesBackAsItWas()
    {
        var window = new SendWindow<string>();
        window.Open(10);
        foreach (var (qos, message) in new[] { (QoS.ExactlyOnce, "a"), (QoS.AtLeastOnce, "b"), (QoS.ExactlyOnce, "c") })
            window.TryBegin(qos, message, out _);
        window.PubRec(3, ReasonCode.Success, out _);

        var restored = new SendWindow<string>();
        foreach (var packet in window) Assert.True(restored.TryRestore(packet));
        Assert.Equal(Content(window), Content(restored));

        restored.Open(10);
        window.Open(10);
        while (window.TryResend(out var expected))
        {
            Assert.True(restored.TryResend(out var actual));
            Assert.Equal(expected, actual);
        }

        Assert.True(restored.TryBegin(QoS.AtLeastOnce, "d", out var packetId));
        Assert.DoesNotContain(packetId, Content(window).Select(packet => packet.PacketId));
    }

    [Fact]
    public void APacketIdIsRestoredOnceAndNeverAsZero()
    {
        var window = new SendWindow<string>();
        Assert.True(window.TryRestore(new(5, QoS.AtLeastOnce, false, "a")));
        Assert.False(window.TryRestore(new(5, QoS.AtLeastOnce, false, "b")));
        Assert.False(window.TryRestore(new(0, QoS.AtLeastOnce, false, "c")));
        Assert.Equal("a", Assert.Single(Content(window)).Message);
    }

    [Fact]
    public void AnOpenWindowIsNotRestored()
    {
        var window = new SendWindow<string>();
        window.Open(1);
        Assert.Throws<InvalidOperationException>(() => window.TryRestore(new(5, QoS.AtLeastOnce, false, "a")));
    }

    [Fact]
    public void AnyPacketIdsCanBeRestored() =>
        Gen.UShort[1, ushort.MaxValue].HashSet[0, 50].Sample(
            ids =>
            {
                var window = new SendWindow<int>();
                foreach (var id in ids) Assert.True(window.TryRestore(new(id, QoS.AtLeastOnce, false, id)));
                window.Open(ushort.MaxValue);
                foreach (var id in ids)
                {
                    Assert.Equal(Acknowledgement.Completed, window.PubAck(id, out var message));
                    Assert.Equal(id, message);
                }

                Assert.Equal(0, window.Count);
            },
            iter: 500);

    private static List<InFlight<T>> Content<T>(SendWindow<T> window)
    {
        var content = new List<InFlight<T>>();
        foreach (var packet in window) content.Add(packet);
        return content;
    }
}
