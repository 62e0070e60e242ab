using System.Text;
using CsCheck;

namespace Mqtt5Gen.Wire.Tests;

public sealed class TextShapesTests
{
    private static readonly Gen<byte[]> Piece = Gen.OneOf(
        [.. new[] { "+", "#", "/", "$", "$share/", "$share", "share", "a", "\0", "\x7F", "é", "€", "🙂" }.Select(Encoding.UTF8.GetBytes),
        [0x80], [0xC0, 0x80], [0xC3], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80], [0xFF]]);

    private static readonly Gen<byte[]> Text = Gen.Select(Gen.OneOf("", "a/+/b/", "$share/", "abcdefghijklmno", "abcdefghijklmnop", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz/123456789"), Piece.Array[0, 8])
        .Select((start, pieces) => (byte[])[.. Encoding.UTF8.GetBytes(start), .. pieces.SelectMany(piece => piece)]);

    [Theory]
    [InlineData("", TextFlaws.IsEmpty)]
    [InlineData("/", TextFlaws.None)]
    [InlineData("Accounts payable", TextFlaws.None)]
    [InlineData("sport/tennis/player1", TextFlaws.None)]
    [InlineData("#", TextFlaws.HasWildcards)]
    [InlineData("sport/tennis/#", TextFlaws.HasWildcards)]
    [InlineData("sport/tennis#", TextFlaws.HasWildcards | TextFlaws.HashIsNotLast)]
    [InlineData("sport/tennis/#/ranking", TextFlaws.HasWildcards | TextFlaws.HashIsNotLast)]
    [InlineData("#/", TextFlaws.HasWildcards | TextFlaws.HashIsNotLast)]
    [InlineData("+", TextFlaws.HasWildcards)]
    [InlineData("+/tennis/#", TextFlaws.HasWildcards)]
    [InlineData("sport+", TextFlaws.HasWildcards | TextFlaws.PlusSharesLevel)]
    [InlineData("+sport", TextFlaws.HasWildcards | TextFlaws.PlusSharesLevel)]
    [InlineData("sport/+/player1", TextFlaws.HasWildcards)]
    [InlineData("a\0b", TextFlaws.HasNul)]
    [InlineData("\uFEFF", TextFlaws.None)]
    [InlineData("$SYS/monitor", TextFlaws.None)]
    [InlineData("$share", TextFlaws.None)]
    [InlineData("$shared/a", TextFlaws.None)]
    [InlineData("$share/", TextFlaws.ShareHasNoName)]
    [InlineData("$share//a", TextFlaws.ShareHasNoName)]
    [InlineData("$share/consumer1", TextFlaws.ShareNameIsNotPlain)]
    [InlineData("$share/consumer1/", TextFlaws.ShareNameIsNotPlain)]
    [InlineData("$share/consumer1//finance", TextFlaws.None)]
    [InlineData("$share/consumer1/sport/tennis/+", TextFlaws.HasWildcards)]
    [InlineData("$share/+/a", TextFlaws.HasWildcards | TextFlaws.ShareNameIsNotPlain)]
    [InlineData("$share/c#/a", TextFlaws.HasWildcards | TextFlaws.HashIsNotLast | TextFlaws.ShareNameIsNotPlain)]
    public void EveryFlawHasItsExamples(string text, TextFlaws flaws)
    {
        Assert.Equal(flaws, TextShapes.FlawsOf(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(flaws, ReferenceShapes.FlawsOf(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("C3A9", TextFlaws.None)]
    [InlineData("ED9FBF", TextFlaws.None)]
    [InlineData("EDA080", TextFlaws.IllFormed)]
    [InlineData("EDBFBF", TextFlaws.IllFormed)]
    [InlineData("F48FBFBF", TextFlaws.None)]
    [InlineData("F4908080", TextFlaws.IllFormed)]
    [InlineData("C080", TextFlaws.IllFormed)]
    [InlineData("E0809F", TextFlaws.IllFormed)]
    [InlineData("C3", TextFlaws.IllFormed)]
    [InlineData("FF00", TextFlaws.IllFormed | TextFlaws.HasNul)]
    public void TextIsWellFormedAsRfc3629Says(string hex, TextFlaws flaws)
    {
        Assert.Equal(flaws, TextShapes.FlawsOfText(Convert.FromHexString(hex)));
        Assert.Equal(flaws, TextShapes.FlawsOf(Convert.FromHexString(hex)));
        Assert.Equal(flaws, ReferenceShapes.FlawsOfText(Convert.FromHexString(hex)));
    }

    [Fact]
    public void TextWithoutAShapeOfItsOwnMayBeEmptyAndHoldWildcards()
    {
        Assert.Equal(TextFlaws.None, TextShapes.FlawsOfText([]));
        Assert.Equal(TextFlaws.None, TextShapes.FlawsOfText("a+#"u8));
    }

    // 16 bytes are a vector: before, at and behind the seams of one to four of them.
    [Fact]
    public void NoByteHidesAtAnyPlaceOfAnyLength()
    {
        byte[] interesting = [0, 1, (byte)'+', (byte)'#', (byte)'/', (byte)'$', 0x7F, 0x80, 0xC3, 0xFF];
        foreach (var length in Enumerable.Range(1, 70))
        {
            for (var at = 0; at < length; at++)
            {
                foreach (var one in interesting) AssertAsReference(length, at, one);
            }
        }
    }

    [Fact]
    public void FlawsAreThoseOfTheReference() =>
        Text.Sample(text => TextShapes.FlawsOf(text) == ReferenceShapes.FlawsOf(text) && TextShapes.FlawsOfText(text) == ReferenceShapes.FlawsOfText(text), iter: 50_000);

    [Theory]
    [InlineData("a/b", false, false)]
    [InlineData("a/+", true, false)]
    [InlineData("#", true, false)]
    [InlineData("$share/g/a", false, true)]
    [InlineData("$share/g/#", true, true)]
    [InlineData("$shared/g/a", false, false)]
    [InlineData("/$share/g/a", false, false)]
    public void WhatKindOfFilterItIsIsSeen(string filter, bool isWildcard, bool isShared)
    {
        Assert.Equal(isWildcard, TextShapes.IsWildcard(Encoding.UTF8.GetBytes(filter)));
        Assert.Equal(isShared, TextShapes.IsShared(Encoding.UTF8.GetBytes(filter)));
    }

    // The text stands between bytes that would be flaws, were they part of it.
    private static void AssertAsReference(int length, int at, byte one)
    {
        var text = Enumerable.Repeat((byte)'a', length).ToArray();
        text[at] = one;
        var between = (byte[])[.. "+#\0"u8, .. text, .. "+#\0"u8];

        Assert.Equal(ReferenceShapes.FlawsOf(text), TextShapes.FlawsOf(between.AsSpan(3, length)));
        Assert.Equal(ReferenceShapes.FlawsOfText(text), TextShapes.FlawsOfText(between.AsSpan(3, length)));
    }
}
