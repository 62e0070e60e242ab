using Mqtt5Gen.Broker.Routing;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Retained;

/// <summary>
/// A search for retained messages, in steps, since a million topics may match <c>#</c>: between two steps no lock is held and
/// the tree may change. A topic that keeps a message throughout is found exactly once; one that comes or goes meanwhile, at most once.
/// For one thread at a time.
/// </summary>
public sealed class RetainedWalk<TMessage>
    where TMessage : class
{
    private readonly StripedLock _lock;
    private readonly byte[] _filter;
    private readonly Stack<Visit> _pending = new();

    internal RetainedWalk(StripedLock treeLock, byte[] filter, params ReadOnlySpan<RetainedNode<TMessage>> roots)
    {
        (_lock, _filter) = (treeLock, filter);
        foreach (var root in roots) _pending.Push(new Visit(root, 0, IsOneOfMany: false));
    }

    /// <summary>Whether every matching message was given out.</summary>
    public bool IsDone => _pending.Count == 0;

    /// <summary>
    /// Adds the next messages to <paramref name="into"/>, after looking at no more than <paramref name="maximumVisits"/> nodes of the tree:
    /// that bounds the messages and, as a filter like <c>+/x</c> can look at much and find nothing, the time. False when done.
    /// </summary>
    public bool Step(List<TMessage> into, int maximumVisits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumVisits);
        using var _ = _lock.EnterRead();
        for (var visits = 0; visits < maximumVisits && _pending.TryPop(out var visit); visits++)
        {
            var (node, position, isOneOfMany) = visit;
            if (isOneOfMany && node.Next is { } next) _pending.Push(visit with { Node = next });
            Enter(node, position, into);
        }

        return !IsDone;
    }

    private void Enter(RetainedNode<TMessage> node, int position, List<TMessage> into)
    {
        if (position > _filter.Length)
        {
            if (node.Message is { } message) into.Add(message);
            return;
        }

        var start = position;
        var level = TopicLevels.Take(_filter, ref position);
        if (TopicFilter.IsHash(level))
        {
            // # includes the parent, and stays the rest of the filter for all that is below.
            if (node.Message is { } message) into.Add(message);
            PushChildren(node, start);
            return;
        }

        if (TopicFilter.IsPlus(level))
        {
            PushChildren(node, position);
            return;
        }

        if (node.FindChild(level) is { } child) _pending.Push(new Visit(child, position, IsOneOfMany: false));
    }

    private void PushChildren(RetainedNode<TMessage> node, int position)
    {
        if (node.FirstChild is { } first) _pending.Push(new Visit(first, position, IsOneOfMany: true));
    }

    /// <summary>A node still to enter, where the rest of the filter begins, and whether its siblings follow it.</summary>
    private readonly record struct Visit(RetainedNode<TMessage> Node, int Position, bool IsOneOfMany);
}
