using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Cli.Specs;
using Mqtt5Gen.Cli.Tests.Harness;
using Mqtt5Gen.Cli.Vectors;

namespace Mqtt5Gen.Cli.Tests.Vectors;

/// <summary>Types that MQTT does not have are read, written and broken too.</summary>
public sealed class OtherTypesTests
{
    [Theory]
    [InlineData("Hello1Minimal", "0015 04 05 0001 00000000 616161 00026161 000100 61")]
    [InlineData("Hello1Full", "0021 04 0d 1000 0001ff00 616161 000a61c3a4e282acf09d849e 00030001ff 612f62")]
    [InlineData("Hello1FromGatewayMinimal", "0015 04 0d 0001 00000000 616161 00026161 000100 61")]
    [InlineData("Lists1Full", "000f 05 ffffff7f ffffffff 00000000")]
    [InlineData("Pairs1Minimal", "0007 06 00000000")]
    [InlineData("Ends1Minimal", "0003 07")]
    [InlineData("Ends1Full", "0006 07 ff ffff")]
    public async Task AValidPacketIsDerived(string name, string hex)
    {
        var vector = await Vector(name);

        Assert.Equal($"  hex: \"{hex}\"", vector[1]);
        Assert.Contains(vector, line => line.StartsWith("  fields: {", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Hello1ColourOf0", "ColourIsListed")]
    [InlineData("Hello1NickOfLength1", "NickIsShort")]
    [InlineData("Hello1NickOfLength6", "NickIsShort")]
    [InlineData("Hello1BlobOfLength0", "BlobIsShort")]
    [InlineData("Hello1BlobOfLength4", "BlobIsShort")]
    [InlineData("Hello1PathIsEmpty", "PathIsThere")]
    [InlineData("Hello1PathHasWildcard", "PathIsPlain")]
    [InlineData("Hello1PathIsIllFormed", "TextIsWellFormed")]
    [InlineData("Hello1LabelHasNul", "TextHasNoNul")]
    [InlineData("Hello1OptionsBit2", "OptionsAreFixed")]
    [InlineData("Hello1FromGatewayLoudDisagree", "GatewaysAreLoud")]
    [InlineData("Hello1EndsInsideCode", "PacketIsComplete")]
    [InlineData("Lists1EndsInsideNumbers", "PacketIsComplete")]
    [InlineData("Lists1DepthIsTooLong", "LengthIsNotTooLong")]
    [InlineData("Pairs1EntriesAreTooFew", "PairsAreThere")]
    [InlineData("Pairs1EntriesValueIsIllFormed", "TextIsWellFormed")]
    [InlineData("Ends1EndsInsideReason", "PacketIsComplete")]
    public async Task AMutantIsDerived(string name, string rule) => Assert.Contains($"  breaks: {rule}", await Vector(name));

    [Fact]
    public void WhatIsReadIsWrittenAlike()
    {
        using TemporaryFolder folder = new();
        var protocol = SpecSource.Load([Sensors.Write(folder)]);
        PacketEncoder encoder = new(protocol);

        var files = new VectorGenerator(protocol).Files().ToList();

        Assert.Empty(files.SelectMany(file => file.Masked));
        Assert.Empty(files.SelectMany(file => file.Missed));
        Assert.All(files.SelectMany(file => file.Vectors).Where(vector => vector.Content is not null), vector => Assert.Equal(vector.Bytes, encoder.Encode(vector.Content!)));
    }

    private static async Task<List<string>> Vector(string name)
    {
        using TemporaryFolder folder = new();
        var run = await CliRun.Of("spec", "vectors", Sensors.Write(folder));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return [.. run.Lines.SkipWhile(line => line != $"- name: {name}").TakeWhile(line => line.Length > 0)];
    }
}
