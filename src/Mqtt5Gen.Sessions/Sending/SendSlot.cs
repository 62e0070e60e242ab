namespace Mqtt5Gen.Sessions;

/// <summary>One packet identifier in use. Neighbours are named by packet identifier (0: none), which stays true when the table grows.</summary>
internal struct SendSlot<T>
{
    public T? Message;
    public ushort PacketId;
    public ushort Previous;
    public ushort Next;
    public SendStage Stage;

    /// <summary>The current Network Connection has not carried it yet.</summary>
    public bool Unsent;
}
