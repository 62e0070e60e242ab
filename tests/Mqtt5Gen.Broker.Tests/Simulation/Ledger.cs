using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Tests.Simulation;

/// <summary>What was published, and what each client was delivered for which of its subscriptions.</summary>
internal sealed class Ledger
{
    private readonly List<Note> _notes = [];
    private readonly List<Entry> _delivered = [];

    public Note Write(string publisher, string topic, QoS qos, uint? expiry)
    {
        var note = new Note(_notes.Count, publisher, topic, qos, expiry);
        _notes.Add(note);
        return note;
    }

    /// <summary>A packet has reached the broker.</summary>
    public void Arrived(byte[] packet, long now)
    {
        if (FrameReader.TryRead(packet, uint.MaxValue, out var frame, out _) is not FrameStatus.Complete || frame.TypeNumber != (int)PacketType.Publish) return;
        Assert.True(PublishView.TryDecode(frame, ProtocolVersion.V5, Role.Client, out var publish, out _));
        var note = _notes[Note.NumberOf(publish.Payload)];
        note.FirstArrival ??= now;
        note.LastArrival = now;
    }

    /// <summary>A client takes over a message that the broker sent at this time.</summary>
    public void Deliver(string client, in Publish publish, long sentAt)
    {
        var note = _notes[Note.NumberOf(publish.Payload.Span)];
        Assert.Equal(note.Topic, publish.TopicName.ToString());
        CheckExpiry(note, publish, sentAt);
        foreach (var subscription in publish.Properties!.SubscriptionIdentifiers) _delivered.Add(new(client, subscription, publish.QoS, note));
    }

    /// <summary>Everything that these publishers sent to topics that match was delivered for a subscription.</summary>
    public void CheckComplete(uint subscription, IReadOnlyList<string> publishers, Predicate<string> matches)
    {
        var expected = _notes.Where(note => note.QoS > QoS.AtMostOnce && note.Expiry is null && publishers.Contains(note.Publisher) && matches(note.Topic));
        Assert.Empty(expected.Except(For(subscription).Select(entry => entry.Note)));
    }

    /// <summary>What these publishers sent at QoS 2 and was delivered at QoS 2 came once.</summary>
    public void CheckAtMostOnce(uint subscription, IReadOnlyList<string> publishers)
    {
        var delivered = For(subscription).Where(entry => entry.QoS is QoS.ExactlyOnce && publishers.Contains(entry.Note.Publisher));
        Assert.DoesNotContain(delivered.CountBy(entry => entry.Note), count => count.Value > 1);
    }

    /// <summary>The first copies of one publisher's messages to one topic come to a client in their order, at each QoS.</summary>
    public void CheckOrder(uint subscription)
    {
        // One that expired on its way may come once more, and late, when its publisher sends it again.
        foreach (var group in For(subscription).Where(entry => entry.Note.Expiry is null).GroupBy(entry => (entry.Client, entry.QoS, entry.Note.Publisher, entry.Note.Topic)))
        {
            var first = group.Select(entry => entry.Note.Number).Distinct().ToList();
            Assert.Equal(first.Order(), first);
        }
    }

    private IEnumerable<Entry> For(uint subscription) => _delivered.Where(entry => entry.Subscription == subscription);

    private static void CheckExpiry(Note note, in Publish publish, long sentAt)
    {
        Assert.Equal(note.Expiry is null, publish.Properties!.MessageExpiryInterval is null);
        if (note.Expiry is not { } expiry || publish.Dup) return;

        var left = publish.Properties.MessageExpiryInterval!.Value;
        var shortest = expiry - (sentAt - note.FirstArrival!.Value) / 1000;
        var longest = expiry - (sentAt - note.LastArrival) / 1000;
        Assert.InRange(left, Math.Max(1, shortest), longest);
    }

    private readonly record struct Entry(string Client, uint Subscription, QoS QoS, Note Note);
}
