namespace Mqtt5Gen.Broker.Sharing;

/// <summary>Members one behind the other, linked through themselves: whoever is served goes to the end, and who leaves costs no search.</summary>
internal struct MemberLine
{
    private SharedMember? _last;

    public SharedMember? First { get; private set; }

    public void Append(SharedMember member)
    {
        member.Previous = _last;
        member.Next = null;
        if (_last is null) First = member;
        else _last.Next = member;
        _last = member;
    }

    public void Remove(SharedMember member)
    {
        if (member.Previous is null) First = member.Next;
        else member.Previous.Next = member.Next;
        if (member.Next is null) _last = member.Previous;
        else member.Next.Previous = member.Previous;
        member.Next = member.Previous = null;
    }

    public void MoveToEnd(SharedMember member)
    {
        if (member.Next is null) return;
        Remove(member);
        Append(member);
    }
}
