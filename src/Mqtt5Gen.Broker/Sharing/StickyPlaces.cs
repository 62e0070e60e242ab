using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Sharing;

/// <summary>Which member gets the messages of which publisher. Publishers share a fixed number of places, so a million of them cost no more than a thousand.</summary>
internal sealed class StickyPlaces
{
    private const int Count = 1024;

    private readonly SharedMember?[] _places = new SharedMember?[Count];

    public ref SharedMember? this[Utf8String publisher] => ref _places[publisher.GetHashCode() & (Count - 1)];

    public void Forget(SharedMember member)
    {
        foreach (ref var place in _places.AsSpan())
        {
            if (place == member) place = null;
        }
    }
}
