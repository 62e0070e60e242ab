using Mqtt5Gen.Broker.Routing;

namespace Mqtt5Gen.Broker.Tests.Routing;

public sealed class StripedLockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(1000)]
    public async Task WriterIsAloneWithAnyNumberOfStripes(int stripes)
    {
        var striped = new StripedLock(stripes);
        var (left, right) = (0, 0);
        var torn = 0;
        using var end = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        void Write()
        {
            while (!end.IsCancellationRequested)
            {
                using var _ = striped.EnterWrite();
                left++;
                right++;
            }
        }

        void Read()
        {
            while (!end.IsCancellationRequested)
            {
                using var _ = striped.EnterRead();
                if (Volatile.Read(ref left) != Volatile.Read(ref right)) Interlocked.Increment(ref torn);
            }
        }

        Action[] threads = [Write, Write, Read, Read];
        await Task.WhenAll(threads.Select(thread => Task.Factory.StartNew(thread, TaskCreationOptions.LongRunning)));

        Assert.Equal(0, torn);
        Assert.Equal(left, right);
    }

    // Whether two readers meet on one core is chance: a hundred rounds leave little to it.
    [Fact]
    public async Task ReaderPassesAReaderOnItsOwnStripe()
    {
        var striped = new StripedLock(2);
        using var meeting = new Barrier(2);

        bool Meet()
        {
            for (var round = 0; round < 100; round++)
            {
                using var _ = striped.EnterRead();
                if (!meeting.SignalAndWait(TimeSpan.FromSeconds(5))) return false;
            }

            return true;
        }

        var met = await Task.WhenAll(
            Task.Factory.StartNew(Meet, TaskCreationOptions.LongRunning), Task.Factory.StartNew(Meet, TaskCreationOptions.LongRunning));

        Assert.All(met, Assert.True);
    }
}
