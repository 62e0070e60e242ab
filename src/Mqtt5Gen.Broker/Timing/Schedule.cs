namespace Mqtt5Gen.Broker.Timing;

/// <summary>Who is due when. It costs what is due, not what there is: a hundred thousand idle connections are looked at once a minute each.</summary>
internal sealed class Schedule
{
    /// <summary>The time of what is not due at all.</summary>
    public const long Never = long.MaxValue;

    /// <summary>Nobody waits longer, as the entries of what is over stay until their time.</summary>
    public const long LongestWait = 60_000;

    private readonly Lock _gate = new();
    private readonly PriorityQueue<IDueWork, long> _due = new();

    /// <summary>Comes back at <paramref name="due"/>, or earlier; replaces what was armed before.</summary>
    public void Arm(IDueWork work, long due, long now)
    {
        lock (_gate)
        {
            work.ArmedFor = Math.Min(due, now + LongestWait);
            _due.Enqueue(work, work.ArmedFor);
        }
    }

    /// <summary>Does all that is due.</summary>
    public void RunDue(long now, FlushBatch batch)
    {
        while (TryTake(now, out var work))
        {
            var next = work.Run(now, batch);
            if (next != Never) Rearm(work, Math.Max(next, now + 1), now);
        }
    }

    /// <summary>Everything that is scheduled, as it is now.</summary>
    public IDueWork[] Snapshot()
    {
        lock (_gate) return [.. _due.UnorderedItems.Select(item => item.Element)];
    }

    private bool TryTake(long now, out IDueWork work)
    {
        lock (_gate)
        {
            while (_due.TryPeek(out work!, out var due) && due <= now)
            {
                _due.Dequeue();
                if (due != work.ArmedFor) continue; // armed anew since

                work.ArmedFor = Never;
                return true;
            }

            return false;
        }
    }

    // While its work ran it may have been armed by another thread, which knows better.
    private void Rearm(IDueWork work, long due, long now)
    {
        lock (_gate)
        {
            if (work.ArmedFor != Never) return;
            work.ArmedFor = Math.Min(due, now + LongestWait);
            _due.Enqueue(work, work.ArmedFor);
        }
    }
}
