namespace Mqtt5Gen.Sessions;

/// <summary>A small map from the Packet Identifiers that a peer chose to a byte of flags: open addressing, linear probing.</summary>
internal struct PacketIdMap
{
    private const int SmallestCapacity = 4;

    private uint[]? _entries; // flags << 16 | identifier; 0 is free, since no identifier is 0
    private int _count;

    public readonly int Count => _count;

    public readonly int Capacity => _entries is null ? 0 : _entries.Length;

    public readonly bool TryGet(ushort packetId, out byte flags)
    {
        var index = IndexOf(packetId);
        flags = index < 0 ? (byte)0 : (byte)(_entries![index] >> 16);
        return index >= 0;
    }

    public void Set(ushort packetId, byte flags)
    {
        var index = IndexOf(packetId);
        if (index >= 0)
        {
            _entries![index] = Entry(packetId, flags);
            return;
        }

        if (_entries is null) _entries = new uint[SmallestCapacity];
        else if (_count >= _entries.Length / 2) Resize(_entries.Length * 2);
        Insert(Entry(packetId, flags));
        _count++;
    }

    public bool Remove(ushort packetId)
    {
        var hole = IndexOf(packetId);
        if (hole < 0) return false;

        // Close the hole: a later entry of the run moves into it when its own place is not behind the hole.
        var entries = _entries!;
        var mask = entries.Length - 1;
        for (var index = (hole + 1) & mask; entries[index] != 0; index = (index + 1) & mask)
        {
            var home = Home((ushort)entries[index], entries.Length);
            if (((index - home) & mask) < ((index - hole) & mask)) continue;
            entries[hole] = entries[index];
            hole = index;
        }

        entries[hole] = 0;
        _count--;
        return true;
    }

    /// <summary>Clears these flags on every entry.</summary>
    public readonly void ClearFlags(byte flags)
    {
        foreach (ref var entry in _entries.AsSpan()) entry &= ~((uint)flags << 16);
    }

    public void Clear()
    {
        _entries = null;
        _count = 0;
    }

    /// <summary>Gives back what the entries do not need.</summary>
    public void Trim()
    {
        if (_count == 0)
        {
            _entries = null;
            return;
        }

        var capacity = SmallestCapacity;
        while (_count > capacity / 2) capacity *= 2;
        if (capacity < _entries!.Length) Resize(capacity);
    }

    public readonly ReadOnlySpan<uint> Entries => _entries;

    private readonly int IndexOf(ushort packetId)
    {
        if (_entries is null || packetId == 0) return -1;
        var mask = _entries.Length - 1;
        for (var index = Home(packetId, _entries.Length); _entries[index] != 0; index = (index + 1) & mask)
        {
            if ((ushort)_entries[index] == packetId) return index;
        }

        return -1;
    }

    private readonly void Insert(uint entry)
    {
        var mask = _entries!.Length - 1;
        var index = Home((ushort)entry, _entries.Length);
        while (_entries[index] != 0) index = (index + 1) & mask;
        _entries[index] = entry;
    }

    private void Resize(int capacity)
    {
        var old = _entries;
        _entries = new uint[capacity];
        foreach (var entry in old.AsSpan())
        {
            if (entry != 0) Insert(entry);
        }
    }

    private static uint Entry(ushort packetId, byte flags) => ((uint)flags << 16) | packetId;

    // Identifiers mostly come in sequence, so the low bits spread them without a clash; a peer that picks them to clash
    // costs at most as many steps as it holds identifiers, which our Receive Maximum bounds.
    private static int Home(ushort packetId, int capacity) => packetId & (capacity - 1);
}
