using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Simulation;

/// <summary>A sender and a receiver of one Session over a link, in virtual time.</summary>
internal sealed class SimulatedPair
{
    private readonly SimulatedLink _toReceiver = new();
    private readonly SimulatedLink _toSender = new();
    private readonly SendingEnd _sender;
    private readonly ReceivingEnd _receiver;
    private long _now;
    private long _latency = 1;

    public SimulatedPair(ushort firstPacketId)
    {
        _sender = new(packet => _toReceiver.Send(packet, _now, _latency));
        _receiver = new(packet => _toSender.Send(packet, _now, _latency));
        _sender.StartAfter(firstPacketId);
    }

    public List<Message> Published { get; } = [];

    public List<Message> Delivered => _receiver.Delivered;

    public void Run(Step step)
    {
        switch (step.Act)
        {
            case Act.PublishQoS1: Publish(QoS.AtLeastOnce, step.Amount); break;
            case Act.PublishQoS2: Publish(QoS.ExactlyOnce, step.Amount); break;
            case Act.Subscribe: _sender.Subscribe(); break;
            case Act.Wait: Wait(step.Amount); break;
            case Act.Commit: Commit(step.Amount); break;
            case Act.Reconnect: Connect((ushort)step.Amount); break;
            case Act.Close: Close(); break;
            case Act.LoseToReceiver: _toReceiver.Break(keep: step.Amount - 1); break;
            case Act.LoseToSender: _toSender.Break(keep: step.Amount - 1); break;
            case Act.RestartSender: Close(); _sender.Restart(); break;
            case Act.RestartReceiver: Close(); _receiver.Restart(); break;
        }

        _latency = step.Amount;
    }

    /// <summary>A last connection that holds, until nothing is left to do.</summary>
    public void Settle()
    {
        Connect(3);
        for (var turn = 0; !_sender.IsDone || !_receiver.IsDone || !_toReceiver.IsEmpty || !_toSender.IsEmpty; turn++)
        {
            Assert.True(turn < 10_000, "the flow stands still");
            Wait(5);
            Commit(2);
        }
    }

    private void Publish(QoS qos, int count)
    {
        for (; count > 0; count--)
        {
            var message = new Message(Published.Count, qos);
            Published.Add(message);
            _sender.Publish(message);
        }
    }

    private void Wait(int milliseconds)
    {
        for (; milliseconds > 0; milliseconds--)
        {
            _now++;
            while (_toReceiver.TryReceive(_now, out var packet)) _receiver.Receive(packet);
            while (_toSender.TryReceive(_now, out var packet)) _sender.Receive(packet);
        }
    }

    private void Commit(int count)
    {
        for (; count > 0; count--) _receiver.Commit();
    }

    private void Connect(ushort receiveMaximum)
    {
        Close();
        _receiver.Open(receiveMaximum);
        _sender.Open(receiveMaximum);
    }

    private void Close()
    {
        _sender.Close();
        _receiver.Close();
        _toReceiver.Reset();
        _toSender.Reset();
    }
}
