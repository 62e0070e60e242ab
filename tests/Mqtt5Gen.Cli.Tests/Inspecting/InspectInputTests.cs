using System.Text;
using Mqtt5Gen.Cli.Inspecting;

namespace Mqtt5Gen.Cli.Tests.Inspecting;

public sealed class InspectInputTests
{
    [Fact]
    public void ArgumentsAreOneText() => Assert.Equal([0xC0, 0x00, 0xD0], InspectInput.Read(["c0", "00 d0"], () => Stream.Null));

    [Fact]
    public void StandardInputIsHexadecimalText() => Assert.Equal([0xC0, 0x00], FromStandard("c0 00\n"u8));

    [Fact]
    public void StandardInputThatIsNoTextIsRaw() => Assert.Equal([0xC0, 0x00], FromStandard([0xC0, 0x00]));

    [Theory]
    [InlineData("hello", "standard input: 'hello' is not hexadecimal: 'h' is no digit")]
    [InlineData("", "standard input: there are no bytes")]
    public void StandardInputThatIsOtherTextIsRefused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<CliException>(() => FromStandard(Encoding.ASCII.GetBytes(text))).Message);

    private static byte[] FromStandard(ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        return InspectInput.Read(["-"], () => new MemoryStream(copy));
    }
}
