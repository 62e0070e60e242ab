using Mqtt5Gen.Broker.Delivery;

namespace Mqtt5Gen.Broker.Retained;

/// <summary>Removes retained messages that have expired, and that nobody asks for: a part of them at each tick, all in about a minute.</summary>
internal sealed class RetainedSweeper(RetainedTree<Message> retained)
{
    private const int VisitsAtATime = 1000;
    private const int TicksPerRound = 60;

    private readonly List<Message> _found = [];
    private RetainedWalk<Message>? _walk;

    public void Run(long now)
    {
        for (var left = retained.Count / TicksPerRound; left >= 0; left -= VisitsAtATime)
        {
            if (retained.Count == 0) return;
            Step(now);
        }
    }

    private void Step(long now)
    {
        _walk ??= retained.WalkAll();
        if (!_walk.Step(_found, VisitsAtATime)) _walk = null;
        foreach (var message in _found)
        {
            if (message.HasExpired(now)) retained.Remove(message.ViewAt(now).TopicName, message);
        }

        _found.Clear();
    }
}
