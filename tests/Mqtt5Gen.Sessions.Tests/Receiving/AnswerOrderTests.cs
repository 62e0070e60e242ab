using CsCheck;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Sessions.Tests.Receiving;

public class AnswerOrderTests
{
    private readonly AnswerOrder _order = new();

    [Theory] // [MQTT-4.6.0-2] [MQTT-4.6.0-3]
    [InlineData(QoS.AtLeastOnce)]
    [InlineData(QoS.ExactlyOnce)]
    public void AnAnswerWaitsForThoseOfEarlierMessages(QoS qos)
    {
        _order.Received(qos, 1);
        _order.Received(qos, 2);
        Assert.True(_order.Ready(new(qos, 2, ReasonCode.NotAuthorized)));
        Assert.False(_order.TryTake(out _));

        Assert.True(_order.Ready(new(qos, 1, ReasonCode.Success)));
        Assert.Equal([new(qos, 1, ReasonCode.Success), new(qos, 2, ReasonCode.NotAuthorized)], Take());
        Assert.Equal(0, _order.Count);
    }

    [Fact]
    public void WhatDidNotComeIsNotAnswered()
    {
        _order.Received(QoS.AtLeastOnce, 1);
        Assert.False(_order.Ready(new(QoS.AtLeastOnce, 2, ReasonCode.Success)));
        Assert.False(_order.Ready(new(QoS.ExactlyOnce, 1, ReasonCode.Success)));
        Assert.True(_order.Ready(new(QoS.AtLeastOnce, 1, ReasonCode.Success)));
        Assert.False(_order.Ready(new(QoS.AtLeastOnce, 1, ReasonCode.Success)));
    }

    [Fact] // [MQTT-4.6.0-2]
    public void AnswersGoOutInTheOrderOfReceiptWhateverFinishesFirst() =>
        Gen.Select(Gen.Int[1, 8], Gen.Int[0, 7], (received, finished) => (received, finished)).Array[1, 40].Sample(rounds =>
        {
            var order = new AnswerOrder();
            var waiting = new List<ushort>();
            var taken = new List<ushort>();
            ushort last = 0;
            foreach (var (received, finished) in rounds)
            {
                for (var count = 0; count < received; count++)
                {
                    order.Received(QoS.AtLeastOnce, ++last);
                    waiting.Add(last);
                }

                Finish(order, waiting, finished % waiting.Count);
                Drain(order, taken);
            }

            while (waiting.Count > 0) Finish(order, waiting, waiting.Count - 1);
            Drain(order, taken);
            Assert.Equal(Enumerable.Range(1, last), taken.Select(id => (int)id));
        });

    private static void Finish(AnswerOrder order, List<ushort> waiting, int index)
    {
        Assert.True(order.Ready(new(QoS.AtLeastOnce, waiting[index], ReasonCode.Success)));
        waiting.RemoveAt(index);
    }

    private static void Drain(AnswerOrder order, List<ushort> taken)
    {
        while (order.TryTake(out var answer)) taken.Add(answer.PacketId);
    }

    private List<Answer> Take()
    {
        var taken = new List<Answer>();
        while (_order.TryTake(out var answer)) taken.Add(answer);
        return taken;
    }
}
