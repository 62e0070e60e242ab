namespace Mqtt5Gen.Client;

/// <summary>A QoS 1 or QoS 2 message whose acknowledgement is due when its consumers have taken it.</summary>
internal sealed class Delivery(ushort packetId)
{
    private MessageBuffer? _first;
    private List<MessageBuffer>? _others;

    public ushort PacketId => packetId;

    /// <summary>Where its acknowledgement waits for its turn.</summary>
    public DeliveryLine Line { get; set; } = null!;

    /// <summary>Whether it only asks for the acknowledgement of one that was taken before.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>Subscriptions that hold it and have not taken it.</summary>
    public int Holders { get; set; }

    /// <summary>Whether a consumer acknowledges it by itself, and so nobody else may.</summary>
    public bool IsManual { get; set; }

    public bool IsTaken { get; set; }

    public bool IsAcknowledged { get; set; }

    /// <summary>Whether each buffer that it was put in holds no more than its bound, so that the message may be acknowledged before it is taken.</summary>
    public bool IsWithinBounds => !IsManual && _first is { IsOverfull: false } && _others?.Exists(static buffer => buffer.IsOverfull) is not true;

    public void HeldBy(MessageBuffer buffer)
    {
        Holders++;
        if (_first is null) _first = buffer;
        else (_others ??= []).Add(buffer);
    }
}
