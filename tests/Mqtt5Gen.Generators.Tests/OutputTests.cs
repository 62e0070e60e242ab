using System.Reflection;
using System.Text.RegularExpressions;
using Mqtt5Gen.Generators.Tests.Harness;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Generators.Tests;

public sealed partial class OutputTests(GeneratedMqtt mqtt) : IClassFixture<GeneratedMqtt>
{
    // Table 2-1 of the standard, in the order of the types.
    private static readonly string[] Names =
    [
        "Connect", "ConnAck", "Publish", "PubAck", "PubRec", "PubRel", "PubComp", "Subscribe", "SubAck", "Unsubscribe", "UnsubAck",
        "PingReq", "PingResp", "Disconnect", "Auth",
    ];

    public static TheoryData<string> Packets => [.. Names];

    [Fact]
    public void TheCodeOfMqttCompilesWithoutAWarning()
    {
        Assert.Empty(mqtt.Diagnostics);
        Assert.Empty(mqtt.Compilation.Complaints());
    }

    [Fact]
    public void EveryPacketTypeHasItsNumber() =>
        Assert.Equal(Names.Select((name, index) => (name, index + 1)), Members("PacketType"));

    [Theory]
    [MemberData(nameof(Packets))]
    public void APacketHasAViewToDecode(string packet)
    {
        var view = mqtt.Type(packet + "View");
        var decode = view.GetMethod("TryDecode", BindingFlags.Public | BindingFlags.Static);

        Assert.True(view.IsByRefLike);
        Assert.Equal(typeof(bool), decode?.ReturnType);
        Assert.Equal(typeof(Frame).MakeByRefType(), decode?.GetParameters()[0].ParameterType);
    }

    [Theory]
    [MemberData(nameof(Packets))]
    public void APacketHasAValueToEncode(string packet)
    {
        var owned = mqtt.Type(packet);

        Assert.True(owned.IsValueType && !owned.IsByRefLike);
        Assert.Contains(mqtt.Type("IPacket"), owned.GetInterfaces());
        Assert.Equal(typeof(PacketLayout), owned.GetMethod("Measure")?.ReturnType);
        Assert.Equal(typeof(int), owned.GetMethod("Encode")?.ReturnType);
    }

    [Fact]
    public void EveryStatementOfTheStandardIsARuleThatGivesItsId()
    {
        var statements = Statement().Matches(Repository.Read("spec/rules-5.0.yaml")).Select(match => (Name: match.Groups["name"].Value, Id: match.Groups["id"].Value)).ToList();
        var ids = Members("Rule").ToDictionary(member => member.Name, member => Id(member.Name), StringComparer.Ordinal);

        Assert.Equal(251, statements.Count);
        Assert.All(statements, statement => Assert.Equal(statement.Id, ids.GetValueOrDefault(statement.Name)));
    }

    [Fact]
    public void NoTwoRulesShareAnId()
    {
        var ids = Members("Rule").Select(member => Id(member.Name)).Where(id => id is not null).ToList();

        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void TwoRunsGiveTheSameText() => Assert.Equal(mqtt.Sources, GeneratorRun.Over(Repository.Spec).Sources);

    [Fact]
    public void TheTextIsTheSameInWhateverOrderTheFilesCome() =>
        Assert.Equal(mqtt.Sources, GeneratorRun.Over(Repository.Spec.Reverse()).Sources);

    [Fact]
    public void TheTextIsTheSameWhereverTheRepositoryLies() =>
        Assert.Equal(mqtt.Sources, GeneratorRun.Over(Repository.Spec.Select(file => new SpecText("/elsewhere/" + file.Path, file.Text))).Sources);

    [Fact]
    public void TheTextIsTheSameWhereLinesEndInTwoCharacters() =>
        Assert.Equal(mqtt.Sources, GeneratorRun.Over(Repository.Spec.Select(file => new SpecText(file.Path, file.Text.ReplaceLineEndings("\r\n")))).Sources);

    private IEnumerable<(string Name, int Value)> Members(string name) =>
        mqtt.Type(name).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (field.Name, Convert.ToInt32(field.GetRawConstantValue(), null)));

    private string? Id(string rule) =>
        (string?)mqtt.Type("RuleFacts").GetMethod("Id")!.Invoke(null, [Enum.Parse(mqtt.Type("Rule"), rule)]);

    [GeneratedRegex(@"^  - \{ id: (?<id>MQTT-[\d.]+-\d+), name: (?<name>\w+),", RegexOptions.Multiline)]
    private static partial Regex Statement();
}
