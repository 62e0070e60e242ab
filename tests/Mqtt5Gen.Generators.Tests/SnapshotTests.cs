using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>The code of four packets and of every table, as somebody read and accepted it.</summary>
public sealed class SnapshotTests(GeneratedMqtt mqtt) : IClassFixture<GeneratedMqtt>
{
    private const string Folder = "tests/Mqtt5Gen.Generators.Tests/Snapshots";

    [Theory]
    [InlineData("Packets.Connect")]
    [InlineData("Packets.Publish")]
    [InlineData("Packets.PubAck")]
    [InlineData("Packets.Subscribe")]
    [InlineData("Announced")]
    [InlineData("Dispatch")]
    [InlineData("Properties")]
    [InlineData("Protocol")]
    [InlineData("ReasonCodes")]
    [InlineData("Rules")]
    [InlineData("WireTypes")]
    public void TheCodeIsAsAccepted(string name) => Snapshot.Match(Folder, name, "cs", mqtt.Sources[$"Mqtt5Gen.Protocol.{name}.g.cs"]);
}
