using Mqtt5Gen.Cli.Comparing;

namespace Mqtt5Gen.Cli.Tests.Comparing;

public sealed class ComparisonTests
{
    public static TheoryData<string> Cases => [.. DiffCases.All.Keys];

    [Fact]
    public void ASpecDoesNotDifferFromItself() => Assert.Empty(Comparison.Of(EditedSpec.Plain, EditedSpec.With()).Changes);

    [Theory]
    [MemberData(nameof(Cases))]
    public void AnEditIsToldWithWhomItBreaks(string name)
    {
        var (expected, comparison) = Compare(name);

        var change = Assert.Single(comparison.Changes, change => (change.Group, change.Item, change.What) == (expected.Group, expected.Item, expected.What));
        Assert.Equal(expected.Change ?? expected.Whole, change.Impact);
        Assert.Equal(expected.Versions?.Split(", ") ?? [], change.Versions);
        Assert.NotEmpty(change.Reason);
        Assert.Equal(expected.Whole, Whole(comparison));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AnEditTakenBackBreaksTheOtherSide(string name)
    {
        var expected = DiffCases.All[name];

        var back = Comparison.Of(After(expected), Before(expected));

        var swapped = expected.Whole switch { Impact.OldReceiver => Impact.NewReceiver, Impact.NewReceiver => Impact.OldReceiver, var same => same };
        Assert.NotEmpty(back.Changes);
        Assert.Equal(swapped, Whole(back));
    }

    [Theory]
    [InlineData("a packet's sentence", "Documentation")]
    [InlineData("a packet's section", "Documentation")]
    [InlineData("a rule's sentence", "Documentation")]
    [InlineData("a rule's answer", "Compatible")]
    [InlineData("a flag's name", "Compatible")]
    [InlineData("a packet's type", "Breaking")]
    public void WhatOnlyAReaderSeesIsDocumentation(string name, string verdict)
    {
        var (_, comparison) = Compare(name);

        Assert.All(comparison.Changes, change => Assert.Equal(verdict, change.Verdict.ToString()));
    }

    [Fact]
    public void APacketMoreIsOnePacketMore()
    {
        var edited = EditedSpec.WithFile("packets/00-acme.yaml", "packet: ACME\ntype: 0\nsection: \"9\"\nsent-by: both\n");

        var (there, back) = (Comparison.Of(EditedSpec.Plain, edited), Comparison.Of(edited, EditedSpec.Plain));

        Assert.Equal(("ACME", "packet added (type 0)", Impact.OldReceiver), Told(Assert.Single(there.Changes)));
        Assert.Equal(("ACME", "packet removed", Impact.NewReceiver), Told(Assert.Single(back.Changes)));
    }

    [Fact]
    public void APropertyThatChangesInManyPacketsIsToldInEach()
    {
        var (_, comparison) = Compare("a property's name");

        Assert.Equal(["CONNECT", "PUBLISH"], comparison.Changes.Where(change => change.What.Contains("Correlation", StringComparison.Ordinal)).Select(change => change.Group));
    }

    private static (DiffCase Expected, Comparison Comparison) Compare(string name) => (DiffCases.All[name], Comparison.Of(Before(DiffCases.All[name]), After(DiffCases.All[name])));

    private static Spec.Model.Protocol Before(DiffCase of) => of.From is { } edits ? EditedSpec.With(edits) : EditedSpec.Plain;

    private static Spec.Model.Protocol After(DiffCase of) => EditedSpec.With([(of.File, of.Piece, of.Edit), .. of.Rest ?? []]);

    private static Impact Whole(Comparison comparison) =>
        (comparison.OldReadsNew ? Impact.None : Impact.OldReceiver) | (comparison.NewReadsOld ? Impact.None : Impact.NewReceiver);

    private static (string, string, Impact) Told(Change change) => (change.Group, change.What, change.Impact);
}
