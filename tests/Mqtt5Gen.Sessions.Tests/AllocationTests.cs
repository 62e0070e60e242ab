using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests;

public class AllocationTests
{
    private const int Rounds = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void QoS1InSteadyStateAllocatesNothing(int inFlight)
    {
        var message = new object();
        var window = new SendWindow<object>();
        window.Open(ushort.MaxValue);
        var oldest = new Queue<ushort>(inFlight);
        AssertNoAllocation(() =>
        {
            while (oldest.Count >= inFlight) window.PubAck(oldest.Dequeue(), out _);
            window.TryBegin(QoS.AtLeastOnce, message, out var packetId);
            oldest.Enqueue(packetId);
        });
    }

    [Fact]
    public void QoS2InSteadyStateAllocatesNothingAtEitherEnd()
    {
        var message = new object();
        var sender = new SendWindow<object>();
        var receiver = new ReceiveWindow();
        sender.Open(20);
        receiver.Open(20);
        AssertNoAllocation(() =>
        {
            sender.TryBegin(QoS.ExactlyOnce, message, out var packetId);
            receiver.Publish(QoS.ExactlyOnce, packetId);
            receiver.PubRec(packetId, ReasonCode.Success);
            sender.PubRec(packetId, ReasonCode.Success, out _);
            receiver.PubRel(packetId);
            sender.PubComp(packetId, out _);
        });
    }

    [Fact]
    public void TopicAliasesInUseAllocateNothing()
    {
        var inbound = new InboundTopicAliases(10);
        var outbound = new OutboundTopicAliases(10);
        AssertNoAllocation(() =>
        {
            var choice = outbound.Choose("a/b/c"u8);
            outbound.Established(choice, "a/b/c"u8);
            inbound.Resolve(choice.Alias, choice.IsNew ? "a/b/c"u8 : [], out _);
            inbound.Resolve(choice.Alias, "a/b/c"u8, out _);
        });
    }

    [Fact]
    public void AnIdleSessionCostsLittle()
    {
        var kept = new object[2_000];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 0; index < kept.Length; index += 2)
        {
            var sender = new SendWindow<object>();
            var receiver = new ReceiveWindow();
            sender.Open(100);
            receiver.Open(100);
            (kept[index], kept[index + 1]) = (sender, receiver);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / (kept.Length / 2), 1, 128);
    }

    [Fact]
    public void MemoryFollowsWhatIsInFlightAfterAClose()
    {
        var message = new object();
        var window = new SendWindow<object>();
        window.Open(ushort.MaxValue);
        for (var count = 0; count < 10_000; count++) window.TryBegin(QoS.AtLeastOnce, message, out _);
        for (var id = 10; id <= 10_000; id++) window.PubAck((ushort)id, out _);
        window.Close();

        Assert.Equal(0, Allocated.By(window.Close, 1)); // nothing left to give back
        Assert.Equal(16, window.Capacity);
    }

    [Fact]
    public void AClosedWindowWithNothingInFlightHoldsNoMemory()
    {
        var window = new SendWindow<object>();
        window.Open(10);
        window.TryTakePacketId(out _);
        window.Close();
        Assert.Equal(0, window.Capacity);
    }

    private static void AssertNoAllocation(Action round) => Assert.Equal(0, Allocated.By(round, Rounds));
}
