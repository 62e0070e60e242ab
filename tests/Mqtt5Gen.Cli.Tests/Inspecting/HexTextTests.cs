using Mqtt5Gen.Cli.Inspecting;

namespace Mqtt5Gen.Cli.Tests.Inspecting;

public sealed class HexTextTests
{
    [Theory]
    [InlineData("c000", "C000")]
    [InlineData("C0 00", "C000")]
    [InlineData("0xc0, 0x00", "C000")]
    [InlineData("0XC000", "C000")]
    [InlineData("c0:00", "C000")]
    [InlineData(" c0\t\r\n00 ; ", "C000")]
    [InlineData("30 61*3", "30616161")]
    [InlineData("30 0x61*2 00*0", "306161")]
    public void HexadecimalIsReadHoweverItIsSpaced(string text, string bytes)
    {
        Assert.Null(HexText.Read(text, out var read));
        Assert.Equal(bytes, Convert.ToHexString(read));
    }

    [Theory]
    [InlineData("", "there are no bytes")]
    [InlineData(" , ", "there are no bytes")]
    [InlineData("c0 0g", "'0g' is not hexadecimal: 'g' is no digit")]
    [InlineData("c0 0", "'0' is not hexadecimal: a byte has two digits")]
    [InlineData("c0 0x", "'0x' is not hexadecimal: a byte has two digits")]
    [InlineData("61*", "'61*' is no repeated byte, like 61*3")]
    [InlineData("61*x", "'61*x' is no repeated byte, like 61*3")]
    [InlineData("6161*2", "'6161*2' is no repeated byte, like 61*3")]
    [InlineData("61*99999999", "'61*99999999' is no repeated byte, like 61*3")]
    public void WhatIsNotHexadecimalIsNamed(string text, string fault)
    {
        Assert.Equal(fault, HexText.Read(text, out var read));
        Assert.Empty(read);
    }
}
