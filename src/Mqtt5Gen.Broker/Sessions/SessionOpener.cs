using Mqtt5Gen.Broker.Connections;
using Mqtt5Gen.Broker.Delivery;
using Mqtt5Gen.Broker.Timing;
using Mqtt5Gen.Broker.Wills;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Sessions;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Sessions;

/// <summary>Gives an accepted connection its session: a new one, the one that was kept, or the one that another connection has now.</summary>
internal sealed class SessionOpener(
    BrokerOptions options,
    ConnAckFactory connAcks,
    SessionRegistry registry,
    SessionEnder ender,
    ConnectionCloser closer,
    EstateSettler settler,
    Schedule schedule,
    Pump pump,
    BrokerCounters counters,
    BrokerObserver observer)
{
    public void Open(in Turn turn, in ConnectView connect, Utf8String clientId, SessionExpiry expiry, bool isAssigned)
    {
        var will = Will.Of(connect);
        var isOpen = false;
        var isPresent = false;
        while (!isOpen)
        {
            var session = registry.GetOrAdd(clientId);
            Estate due;
            lock (session)
            {
                if (session.IsEnded) continue;

                due = Prepare(session, turn, connect.CleanStart); // [MQTT-3.1.4-4]
                isOpen = !session.IsEnded;
                isPresent = !session.IsNew;
                if (isOpen) Attach(session, turn, will, expiry, connect.KeepAlive, isAssigned);
            }

            settler.Settle(due, session, turn.Now, turn.Batch);
        }

        counters.ClientAccepted();
        observer.Connected(turn.Connection, isPresent);
        if (turn.Connection.IsClosed) closer.Lost(turn); // before it had its session, or at once
        schedule.Arm(turn.Connection, turn.Connection.KeepAlive.CloseDue(turn.Now), turn.Now);
    }

    /// <summary>Frees the session of its old connection, and ends it if it does not go on. Returns what is due.</summary>
    private Estate Prepare(Session session, in Turn turn, bool cleanStart)
    {
        if (session.IsNew) return default; // [MQTT-3.1.2-6]

        var due = closer.TakeOver(session, turn.Now, turn.Batch);
        if (session.IsEnded) return due;

        var goesOn = !cleanStart && !session.Expiry.HasEnded(session.ClosedAt, turn.Now); // [MQTT-3.1.2-4] [MQTT-3.1.2-5]
        if (goesOn) return due;

        var ended = ender.End(session);
        return new(due.Will ?? ended.Will, ended.Shared, due.Closed);
    }

    private void Attach(Session session, in Turn turn, Will? will, SessionExpiry expiry, ushort keepAlive, bool isAssigned)
    {
        var connection = turn.Connection;
        var isPresent = !session.IsNew; // [MQTT-3.2.2-2] [MQTT-3.2.2-3]
        connection.Session = session;
        session.IsNew = false;
        session.Expiry = expiry;
        session.Will = will; // [MQTT-3.1.2-7] [MQTT-3.1.3-9]
        session.Connection = connection;
        session.Sending.Open(Math.Min(connection.Client.ReceiveMaximum, options.InFlightMessages));
        session.Shares?.Attach();
        session.Receiving.Open(connection.Version >= ProtocolVersion.V5 && options.Strictness is Strictness.Strict ? options.ReceiveMaximum : ushort.MaxValue);

        var connAck = connAcks.Accept(session, connection, keepAlive, isPresent, isAssigned);
        if (connection.Send(connAck, turn.Batch)) // [MQTT-3.1.4-5] [MQTT-3.2.0-1] [MQTT-3.2.0-2]
        {
            pump.Run(session, turn.Now, turn.Batch); // [MQTT-4.4.0-1]
            return;
        }

        // A client that takes no CONNACK cannot be served, and has no will as it was not accepted.
        session.TakeWill();
        if (connection.TryClose(new(ClosedBy.Broker, ReasonCode.PacketTooLarge))) connection.Output.Abort();
    }
}
