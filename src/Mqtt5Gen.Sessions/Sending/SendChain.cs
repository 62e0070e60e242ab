namespace Mqtt5Gen.Sessions;

/// <summary>An order of packet identifiers, linked through their slots.</summary>
internal struct SendChain<T>
{
    public ushort First { get; private set; }

    public ushort Last { get; private set; }

    public int Count { get; private set; }

    public void Append(ref SendTable<T> table, ushort packetId)
    {
        ref var slot = ref table[packetId];
        slot.Previous = Last;
        slot.Next = 0;
        if (Last == 0) First = packetId;
        else table[Last].Next = packetId;
        Last = packetId;
        Count++;
    }

    public void Remove(ref SendTable<T> table, ushort packetId)
    {
        ref var slot = ref table[packetId];
        if (slot.Previous == 0) First = slot.Next;
        else table[slot.Previous].Next = slot.Next;
        if (slot.Next == 0) Last = slot.Previous;
        else table[slot.Next].Previous = slot.Previous;
        Count--;
    }
}
