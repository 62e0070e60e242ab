using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions;

/// <summary>Acknowledgements in the order in which their messages came, when handlers finish in another (4.6). One for each Network Connection.</summary>
/// <remarks>
/// QoS 1 and QoS 2 stand in one order, which is more than the standard asks for. What is ready is found from the oldest on, so
/// handlers that finish about in order cost one step.
/// </remarks>
public sealed class AnswerOrder
{
    private const int SmallestCapacity = 4;

    private (Answer Answer, bool IsReady)[] _ring = [];
    private int _first;

    /// <summary>Messages without an acknowledgement so far.</summary>
    public int Count { get; private set; }

    /// <summary>A PUBLISH with QoS 1 or QoS 2 came: its acknowledgement comes after those of all before it.</summary>
    public void Received(QoS qos, ushort packetId)
    {
        if (Count == _ring.Length) Grow();
        At(Count) = (new(qos, packetId, ReasonCode.Success), false);
        Count++;
    }

    /// <summary>The acknowledgement of the oldest such PUBLISH may be sent as soon as those before it are. False when none waits for it.</summary>
    public bool Ready(in Answer answer)
    {
        for (var index = 0; index < Count; index++)
        {
            ref var entry = ref At(index);
            if (entry.IsReady || entry.Answer.PacketId != answer.PacketId || entry.Answer.QoS != answer.QoS) continue;
            entry = (answer, true);
            return true;
        }

        return false;
    }

    /// <summary>The next acknowledgement to send; false when its message is not ready [MQTT-4.6.0-2] [MQTT-4.6.0-3].</summary>
    public bool TryTake(out Answer answer)
    {
        answer = default;
        if (Count == 0 || !At(0).IsReady) return false; // [MQTT-4.6.0-2] [MQTT-4.6.0-3]
        answer = At(0).Answer;
        _first = (_first + 1) & (_ring.Length - 1);
        Count--;
        return true;
    }

    private ref (Answer Answer, bool IsReady) At(int index) => ref _ring[(_first + index) & (_ring.Length - 1)];

    private void Grow()
    {
        var ring = new (Answer, bool)[Math.Max(SmallestCapacity, _ring.Length * 2)];
        for (var index = 0; index < Count; index++) ring[index] = At(index);
        _ring = ring;
        _first = 0;
    }
}
