using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>Only the versions and packets that a project asks for are generated.</summary>
public sealed class SelectionTests
{
    private static readonly string[] Sides = ["client", "server", "both"];

    public static TheoryData<string, string, string> Choices => new(
        from versions in new[] { "3.1.1", "5.0", "5.0+", "3.1-3.1.1", "3.1.1-5.0", "" }
        from packets in new[] { "", "PUBLISH", "CONNECT,CONNACK,DISCONNECT", "SUBSCRIBE,SubAck", "PUBACK,PUBREC,PUBREL,PUBCOMP", "PINGREQ" }
        where versions.Length + packets.Length > 0
        from side in packets.Length == 0 ? Sides : ["both"]
        select (versions, packets, side));

    [Theory]
    [MemberData(nameof(Choices))]
    public void WhatIsAskedForCompilesWithoutAWarning(string versions, string packets, string side)
    {
        var run = Run(("Mqtt5GenVersions", versions), ("Mqtt5GenPackets", packets), ("Mqtt5GenSide", side));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Output.Complaints());
    }

    [Theory]
    [InlineData("3.1.1")]
    [InlineData("5.0")]
    public void OneVersionAsksForNone(string version)
    {
        var run = Run(("Mqtt5GenVersions", version));

        Assert.All(run.Sources.Values, source => Assert.DoesNotMatch(@"\bversion (>=|<=|<|>)", source));
    }

    [Fact]
    public void OneVersionHasOnlyWhatItHas()
    {
        var old = Run(("Mqtt5GenVersions", "3.1.1"));

        Assert.DoesNotContain("Mqtt5Gen.Protocol.Packets.Auth.g.cs", old.Sources.Keys);
        Assert.DoesNotContain("Properties", old.Sources["Mqtt5Gen.Protocol.Packets.Publish.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("NoLocal", old.Sources["Mqtt5Gen.Protocol.Packets.Subscribe.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("V5", old.Sources["Mqtt5Gen.Protocol.Protocol.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("ToWire", Run(("Mqtt5GenVersions", "5.0")).Sources["Mqtt5Gen.Protocol.Packets.ConnAck.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void AllVersionsAreWhatIsThereAnyway() =>
        Assert.Equal(Run().Sources, Run(("Mqtt5GenVersions", "3.1-5.0")).Sources);

    [Fact]
    public void PacketsThatAreNotAskedForAreNotThere()
    {
        var run = Run(("Mqtt5GenPackets", "PUBLISH,PubAck"));

        Assert.Equal(
            ["Mqtt5Gen.Protocol.Packets.PubAck.g.cs", "Mqtt5Gen.Protocol.Packets.Publish.g.cs"],
            run.Sources.Keys.Where(name => name.Contains(".Packets.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("Subscribe", run.Sources["Mqtt5Gen.Protocol.Dispatch.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("AssignedClientIdentifier", run.Sources["Mqtt5Gen.Protocol.Properties.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void RulesKeepTheirNumbers() =>
        Assert.Equal(Run().Sources["Mqtt5Gen.Protocol.Rules.g.cs"], Run(("Mqtt5GenVersions", "3.1.1"), ("Mqtt5GenPackets", "PUBLISH")).Sources["Mqtt5Gen.Protocol.Rules.g.cs"]);

    [Fact]
    public void APacketMoreEmitsItAndTheTablesThatNameIt()
    {
        var run = Run(("Mqtt5GenPackets", "PUBLISH")).In(Build(("Mqtt5GenPackets", "PUBLISH,PINGREQ")));

        Assert.Equal(["Dispatch", "Packets.PingReq"], run.Emitted);
    }

    [Theory]
    [InlineData("Mqtt5GenVersions", "6.0", "Mqtt5GenVersions: Found '6.0', expected a version of the protocol (3.1, 3.1.1, 5.0). Did you mean '5.0'?")]
    [InlineData("Mqtt5GenVersions", "5.0-3.1.1", "Mqtt5GenVersions: Found '5.0-3.1.1', which selects no version here; expected a range of 3.1, 3.1.1, 5.0.")]
    [InlineData("Mqtt5GenPackets", "PUBLISH, PUBAK", "Found 'PUBAK' in Mqtt5GenPackets, expected packets of MQTT (CONNECT, CONNACK, PUBLISH, PUBACK, PUBREC, PUBREL, PUBCOMP, SUBSCRIBE, SUBACK, UNSUBSCRIBE, UNSUBACK, PINGREQ, PINGRESP, DISCONNECT, AUTH). Did you mean 'PUBACK'?")]
    public void WhatThereIsNotCannotBeAskedFor(string name, string value, string message)
    {
        var diagnostic = Assert.Single(Run((name, value)).Diagnostics, _ => true);

        Assert.Equal(("MQS204", message), (diagnostic.Id, diagnostic.GetMessage(null)));
    }

    [Fact]
    public void APacketOfAnotherVersionCannotBeAskedFor()
    {
        var diagnostic = Assert.Single(Run(("Mqtt5GenVersions", "3.1.1"), ("Mqtt5GenPackets", "AUTH")).Diagnostics, _ => true);

        Assert.StartsWith("Found 'AUTH' in Mqtt5GenPackets, expected packets of MQTT (CONNECT, ", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    private static BuildText Build(params (string, string)[] properties) => new([("RootNamespace", "Mqtt5Gen.Protocol"), ("Mqtt5GenVisibility", "public"), .. properties]);

    private static GeneratorRun Run(params (string, string)[] properties) => GeneratorRun.Of(Build(properties), [.. Repository.Spec]);
}
