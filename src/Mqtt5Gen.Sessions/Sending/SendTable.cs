using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Mqtt5Gen.Sessions;

/// <summary>The packet identifiers in use. A slot is found by the low bits of its identifier.</summary>
/// <remarks>
/// Two identifiers with the same low bits never meet: the sender chooses its identifiers, and passes over those whose
/// slot is taken. So a look-up is one index without probing, and the table stays proportional to what is in flight.
/// Three quarters full is the most (but for the largest table), so a search for a free slot takes four steps on average.
/// </remarks>
internal struct SendTable<T>
{
    private const int SmallestCapacity = 4;
    private const int LargestCapacity = ushort.MaxValue + 1;

    private SendSlot<T>[]? _slots;
    private int _count;
    private ushort _last;

    public readonly int Count => _count;

    public readonly int Capacity => _slots is null ? 0 : _slots.Length;

    public readonly ref SendSlot<T> this[ushort packetId]
    {
        get
        {
            Debug.Assert(Contains(packetId));
            return ref Slot(packetId);
        }
    }

    public readonly bool Contains(ushort packetId) =>
        packetId != 0 && _slots is not null && Slot(packetId).PacketId == packetId;

    /// <summary>The next unused identifier after the last one given, or 0 when all 65,535 are in use.</summary>
    public ushort Take()
    {
        if (_count == ushort.MaxValue) return 0;
        EnsureRoom();
        do _last = _last == ushort.MaxValue ? (ushort)1 : (ushort)(_last + 1); // [MQTT-2.2.1-3] [MQTT-2.2.1-4]
        while (Slot(_last).PacketId != 0); // [MQTT-4.3.2-1] [MQTT-4.3.3-1]
        Occupy(_last);
        return _last;
    }

    /// <summary>Takes this identifier, as a stored session remembers it; later ones follow it.</summary>
    public bool TryTake(ushort packetId)
    {
        if (packetId == 0 || Contains(packetId)) return false;
        EnsureRoom();
        while (Slot(packetId).PacketId != 0) Resize(_slots!.Length * 2);
        Occupy(packetId);
        _last = packetId;
        return true;
    }

    public void Free(ushort packetId)
    {
        this[packetId] = default;
        _count--;
    }

    public void Clear()
    {
        _slots = null;
        _count = 0;
    }

    /// <summary>Gives back what the identifiers in use do not need.</summary>
    public void Trim()
    {
        if (_count == 0)
        {
            _slots = null;
            return;
        }

        var capacity = SmallestCapacity;
        while (capacity < _slots!.Length && !Fits(capacity)) capacity *= 2;
        if (capacity < _slots.Length) Resize(capacity);
    }

    /// <summary>The identifiers that wait for a SUBACK or UNSUBACK become available (2.2.1).</summary>
    public void FreeTaken()
    {
        foreach (ref var slot in _slots.AsSpan())
        {
            if (slot.PacketId == 0 || slot.Stage != SendStage.Taken) continue;
            slot = default;
            _count--;
        }
    }

    private readonly ref SendSlot<T> Slot(ushort packetId) => ref _slots![packetId & (_slots.Length - 1)];

    private void Occupy(ushort packetId)
    {
        Slot(packetId).PacketId = packetId;
        _count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EnsureRoom()
    {
        if (_slots is null || !HasRoom(_count + 1, _slots.Length)) Grow();
    }

    private void Grow()
    {
        if (_slots is null) _slots = new SendSlot<T>[SmallestCapacity];
        else Resize(_slots.Length * 2);
    }

    private void Resize(int capacity)
    {
        var slots = new SendSlot<T>[capacity];
        foreach (ref var slot in _slots.AsSpan())
        {
            if (slot.PacketId != 0) slots[slot.PacketId & (capacity - 1)] = slot;
        }

        _slots = slots;
    }

    private readonly bool Fits(int capacity)
    {
        if (!HasRoom(_count, capacity)) return false;

        // One bit a slot: do two identifiers meet?
        Span<ulong> seen = stackalloc ulong[Math.Max(1, capacity / 64)];
        seen.Clear();
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.PacketId == 0) continue;
            var index = slot.PacketId & (capacity - 1);
            if ((seen[index >> 6] & (1UL << index)) != 0) return false;
            seen[index >> 6] |= 1UL << index;
        }

        return true;
    }

    private static bool HasRoom(int count, int capacity) =>
        capacity == LargestCapacity || count <= capacity - capacity / 4;
}
