using System.Diagnostics.CodeAnalysis;
using Mqtt5Gen.Broker.Retained;
using Mqtt5Gen.Broker.Sessions;

namespace Mqtt5Gen.Broker.Delivery;

/// <summary>The retained messages that a new subscription is sent (3.3.1.3), as fast as its client takes them. Guarded by the session's gate.</summary>
internal sealed class RetainedReplay(RetainedWalk<Message> walk, SubscriptionTerms terms)
{
    private const int VisitsAtATime = 256;

    private readonly List<Message> _found = [];
    private int _next;

    public SubscriptionTerms Terms => terms;

    /// <summary>The next message; false at the end.</summary>
    public bool TryNext([NotNullWhen(true)] out Message? message)
    {
        while (_next == _found.Count && !walk.IsDone)
        {
            _found.Clear();
            _next = 0;
            walk.Step(_found, VisitsAtATime);
        }

        message = _next < _found.Count ? _found[_next++] : null;
        return message is not null;
    }
}
