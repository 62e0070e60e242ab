using System.Numerics;
using System.Runtime.InteropServices;

namespace Mqtt5Gen.Broker.Telemetry;

/// <summary>Adds up the traffic of all connections.</summary>
/// <remarks>
/// A message is counted where nobody else counts, in the <see cref="FlushBatch"/> of the thread that handles it, and comes here with the rest of what was
/// read with it; each processor has a place of its own here, so that two do not fight for one.
/// </remarks>
internal sealed class TrafficMeter
{
    private readonly Place[] _places = new Place[BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount)];

    /// <summary>Takes over what was counted.</summary>
    public void Take(ref Traffic counted)
    {
        ref var total = ref _places[Thread.GetCurrentProcessorId() & (_places.Length - 1)].Traffic;
        Move(ref counted.PacketsReceived, ref total.PacketsReceived);
        Move(ref counted.BytesReceived, ref total.BytesReceived);
        Move(ref counted.PublishesReceived, ref total.PublishesReceived);
        Move(ref counted.PublishBytesReceived, ref total.PublishBytesReceived);
        Move(ref counted.PacketsSent, ref total.PacketsSent);
        Move(ref counted.BytesSent, ref total.BytesSent);
        Move(ref counted.PublishesSent, ref total.PublishesSent);
        Move(ref counted.PublishBytesSent, ref total.PublishBytesSent);
    }

    /// <summary>What was counted until now.</summary>
    public Traffic Read()
    {
        var sum = default(Traffic);
        for (var i = 0; i < _places.Length; i++)
        {
            ref var part = ref _places[i].Traffic;
            sum.PacketsReceived += Volatile.Read(ref part.PacketsReceived);
            sum.BytesReceived += Volatile.Read(ref part.BytesReceived);
            sum.PublishesReceived += Volatile.Read(ref part.PublishesReceived);
            sum.PublishBytesReceived += Volatile.Read(ref part.PublishBytesReceived);
            sum.PacketsSent += Volatile.Read(ref part.PacketsSent);
            sum.BytesSent += Volatile.Read(ref part.BytesSent);
            sum.PublishesSent += Volatile.Read(ref part.PublishesSent);
            sum.PublishBytesSent += Volatile.Read(ref part.PublishBytesSent);
        }

        return sum;
    }

    private static void Move(ref long counted, ref long total)
    {
        if (counted == 0) return;
        Interlocked.Add(ref total, counted);
        counted = 0;
    }

    // Two cache lines: processors fetch them in pairs.
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Place
    {
        public Traffic Traffic;
    }
}
