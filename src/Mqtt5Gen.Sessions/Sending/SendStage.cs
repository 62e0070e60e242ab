namespace Mqtt5Gen.Sessions;

/// <summary>What a packet identifier of a sender waits for (4.3).</summary>
internal enum SendStage : byte
{
    /// <summary>A SUBACK or UNSUBACK; outside the send quota and the resend order.</summary>
    Taken,
    PubAck,
    PubRec,
    PubComp,
}
