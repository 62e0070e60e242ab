using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Telemetry;

/// <summary>Tells the observer what was lost and what was let pass: a first one soon, then sums, so that a flood of them does not become a flood of reports.</summary>
internal sealed class LossReporter(BrokerCounters counters, BrokerObserver observer)
{
    private const long Interval = 60_000;

    private readonly Report[] _drops = new Report[Enum.GetValues<DropCause>().Length];
    private Report _leniencies;

    /// <summary>At a tick.</summary>
    public void Run(long now)
    {
        foreach (var cause in Enum.GetValues<DropCause>())
        {
            if (!_drops[(int)cause].TryTake(counters.DroppedMessages(cause), now, out var count)) continue;
            observer.MessagesDropped(cause, count, counters.TakeLatest(cause)?.ClientId ?? default);
        }

        if (_leniencies.TryTake(counters.Leniencies, now, out var bent)) observer.RuleBent(Rule.ClientKeepsReceiveMaximum, bent, counters.TakeLatestLenient()?.ClientId ?? default);
    }

    private struct Report
    {
        private long _told;
        private long _notBefore;

        /// <summary>What is to be told by now.</summary>
        public bool TryTake(long total, long now, out long count)
        {
            count = total - _told;
            if (count == 0 || now < _notBefore) return false;

            _told = total;
            _notBefore = now + Interval;
            return true;
        }
    }
}
