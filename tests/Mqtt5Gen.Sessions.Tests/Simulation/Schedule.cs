using CsCheck;

namespace Mqtt5Gen.Sessions.Tests.Simulation;

internal enum Act
{
    PublishQoS1,
    PublishQoS2,
    Subscribe,
    Wait,
    Commit,
    Reconnect,
    Close,
    LoseToReceiver,
    LoseToSender,
    RestartSender,
    RestartReceiver,
}

internal readonly record struct Step(Act Act, int Amount);

/// <summary>What happens in one run.</summary>
internal sealed record Schedule(ushort FirstPacketId, Step[] Steps)
{
    private static readonly Gen<Act> Acts = CsCheck.Gen.Frequency(
        (10, CsCheck.Gen.Const(Act.PublishQoS1)),
        (10, CsCheck.Gen.Const(Act.PublishQoS2)),
        (2, CsCheck.Gen.Const(Act.Subscribe)),
        (20, CsCheck.Gen.Const(Act.Wait)),
        (15, CsCheck.Gen.Const(Act.Commit)),
        (4, CsCheck.Gen.Const(Act.Reconnect)),
        (1, CsCheck.Gen.Const(Act.Close)),
        (2, CsCheck.Gen.Const(Act.LoseToReceiver)),
        (2, CsCheck.Gen.Const(Act.LoseToSender)),
        (1, CsCheck.Gen.Const(Act.RestartSender)),
        (1, CsCheck.Gen.Const(Act.RestartReceiver)));

    private static readonly Gen<Step> Step = CsCheck.Gen.Select(Acts, CsCheck.Gen.Int[1, 12], (act, amount) => new Step(act, amount));

    public static readonly Gen<Schedule> Gen = CsCheck.Gen.Select(
        CsCheck.Gen.OneOf(CsCheck.Gen.Const((ushort)1), CsCheck.Gen.UShort[65_500, 65_535]),
        Step.Array[0, 150],
        (first, steps) => new Schedule(first, steps));

    public override string ToString() => $"from {FirstPacketId}: {string.Join(", ", Steps.Select(step => $"{step.Act} {step.Amount}"))}";
}
