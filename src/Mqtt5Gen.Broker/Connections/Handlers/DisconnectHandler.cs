using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Connections.Handlers;

internal sealed class DisconnectHandler(BrokerOptions options, ConnectionCloser closer, EstateSettler settler)
{
    public void Handle(in Turn turn, in DisconnectView disconnect)
    {
        if (!TryChangeExpiry(turn, disconnect.Properties.SessionExpiryInterval))
        {
            closer.Disconnect(turn, new Violation(Rule.SessionExpiryStaysZero, 0));
            return;
        }

        Estate estate;
        lock (turn.Session)
        {
            if (!turn.IsAttached || !turn.Connection.TryClose(new(ClosedBy.Client, disconnect.ReasonCode))) return;
            if (disconnect.ReasonCode is ReasonCode.NormalDisconnection) turn.Session.TakeWill(); // [MQTT-3.14.4-3]
            turn.Connection.Output.CloseAfterFlush();
            estate = closer.Detach(turn.Session, turn.Connection, turn.Now);
        }

        settler.Settle(estate, turn.Session, turn.Now, turn.Batch);
    }

    private bool TryChangeExpiry(in Turn turn, uint? interval)
    {
        if (interval is not { } seconds) return true;
        lock (turn.Session)
        {
            if (!turn.IsAttached) return true;
            if (!turn.Session.Expiry.TryChangeAtDisconnect(Math.Min(seconds, options.SessionExpiryMaximum), out var changed)) return false;
            turn.Session.Expiry = changed;
            return true;
        }
    }
}
