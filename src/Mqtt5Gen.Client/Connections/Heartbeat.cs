using Mqtt5Gen.Sessions;

namespace Mqtt5Gen.Client;

/// <summary>The client's side of Keep Alive (3.1.2.10): PINGREQ when idle, and the end when PINGRESP does not come. One timer, not moved for what is sent or received.</summary>
/// <remarks>Anything that arrives shows that the server lives, so a PINGRESP behind a long message is not missed.</remarks>
internal sealed class Heartbeat : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly KeepAlive _keepAlive;
    private readonly Action _sendPingReq;
    private readonly Action _timedOut;
    private readonly ITimer _timer;
    private long _lastSent;
    private long _lastReceived;
    private long _pingReqSent = KeepAlive.Never;

    public Heartbeat(TimeProvider time, KeepAlive keepAlive, Action sendPingReq, Action timedOut)
    {
        (_time, _keepAlive, _sendPingReq, _timedOut) = (time, keepAlive, sendPingReq, timedOut);
        _lastSent = _lastReceived = Now;
        _timer = time.CreateTimer(static beat => ((Heartbeat)beat!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Check();
    }

    public void Sent() => Volatile.Write(ref _lastSent, Now);

    public void Received() => Volatile.Write(ref _lastReceived, Now);

    public void PingRespReceived()
    {
        if (_keepAlive.IsOff) return;
        lock (_gate)
        {
            Volatile.Write(ref _pingReqSent, KeepAlive.Never);
            Rearm(); // the next PINGREQ may be due before this PINGRESP was
        }
    }

    public void Dispose() => _timer.Dispose();

    private long Now => (long)_time.GetElapsedTime(0, _time.GetTimestamp()).TotalMilliseconds;

    private long Due => Volatile.Read(ref _pingReqSent) is not KeepAlive.Never and var sent
        ? _keepAlive.PingRespDue(Math.Max(sent, Volatile.Read(ref _lastReceived)))
        : _keepAlive.PingReqDue(Volatile.Read(ref _lastSent));

    private void Check()
    {
        if (_keepAlive.IsOff) return;
        lock (_gate)
        {
            if (Now >= Due)
            {
                if (Volatile.Read(ref _pingReqSent) is not KeepAlive.Never)
                {
                    _timedOut();
                    return;
                }

                Volatile.Write(ref _pingReqSent, Now);
                _sendPingReq(); // [MQTT-3.1.2-20]
            }

            Rearm();
        }
    }

    private void Rearm() => _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Due - Now)), Timeout.InfiniteTimeSpan);
}
