using CsCheck;

namespace Mqtt5Gen.Broker.Tests.Simulation;

internal enum Act
{
    PublishQoS0,
    PublishQoS1,
    PublishQoS2,
    PublishShortLived,
    Wait,
    Acknowledge,
    StopReading,
    GoOnReading,
    Connect,
    CleanStart,
    Disconnect,
    Cut,
    Vanish,
}

internal readonly record struct Step(Act Act, int Client, int Amount);

/// <summary>What happens in one run.</summary>
internal sealed record Schedule(SharedSubscriptionStrategy Strategy, Step[] Steps)
{
    private static readonly Gen<Act> Acts = CsCheck.Gen.Frequency(
        (6, CsCheck.Gen.Const(Act.PublishQoS0)),
        (15, CsCheck.Gen.Const(Act.PublishQoS1)),
        (15, CsCheck.Gen.Const(Act.PublishQoS2)),
        (4, CsCheck.Gen.Const(Act.PublishShortLived)),
        (30, CsCheck.Gen.Const(Act.Wait)),
        (15, CsCheck.Gen.Const(Act.Acknowledge)),
        (2, CsCheck.Gen.Const(Act.StopReading)),
        (3, CsCheck.Gen.Const(Act.GoOnReading)),
        (6, CsCheck.Gen.Const(Act.Connect)),
        (2, CsCheck.Gen.Const(Act.CleanStart)),
        (2, CsCheck.Gen.Const(Act.Disconnect)),
        (5, CsCheck.Gen.Const(Act.Cut)),
        (2, CsCheck.Gen.Const(Act.Vanish)));

    private static readonly Gen<Step> Step = CsCheck.Gen.Select(
        Acts,
        CsCheck.Gen.Int[0, SimulatedWorld.ClientCount - 1],
        CsCheck.Gen.Int[1, 8],
        (act, client, amount) => new Step(act, client, amount));

    public static readonly Gen<Schedule> Gen = CsCheck.Gen.Select(
        CsCheck.Gen.Enum<SharedSubscriptionStrategy>(),
        Step.Array[0, 120],
        (strategy, steps) => new Schedule(strategy, steps));

    public override string ToString() => $"{Strategy}: {string.Join(", ", Steps.Select(step => $"{step.Act}({step.Client}) {step.Amount}"))}";
}
