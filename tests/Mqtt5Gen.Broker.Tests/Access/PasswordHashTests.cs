namespace Mqtt5Gen.Broker.Tests.Access;

public sealed class PasswordHashTests
{
    // mosquitto_passwd 2.0.11, for 'open sesame'
    private const string Mosquittos = "$7$101$+Wgts2RA35nCIAMh$Klm+s/zPbVvtsQByTZUSUwD8TJmXxgRqvvaukmDyS3UVReQ5eHmu0AvA6iVE535hU8upj+177x7oeTtDmjoVVA==";

    [Fact]
    public void OnlyThePasswordIsThePassword()
    {
        var hash = PasswordHash.Of("open sesame"u8, iterations: 10);
        Assert.True(hash.Verify("open sesame"u8));
        Assert.False(hash.Verify("open sesame "u8));
        Assert.False(hash.Verify([]));
    }

    [Fact]
    public void ASaltMakesTwoHashesDiffer() =>
        Assert.NotEqual(PasswordHash.Of("x"u8, iterations: 1).ToString(), PasswordHash.Of("x"u8, iterations: 1).ToString());

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var written = PasswordHash.Of("x"u8, iterations: 7).ToString();
        Assert.StartsWith("$7$7$", written, StringComparison.Ordinal);
        Assert.True(PasswordHash.TryParse(written, out var read));
        Assert.True(read.Verify("x"u8));
        Assert.Equal(written, read.ToString());
    }

    [Fact]
    public void WhatMosquittoWroteIsRead()
    {
        Assert.True(PasswordHash.TryParse(Mosquittos, out var hash));
        Assert.True(hash.Verify("open sesame"u8));
        Assert.False(hash.Verify("open"u8));
        Assert.Equal(Mosquittos, hash.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("open sesame")]
    [InlineData("$6$101$AAAA$AAAA")]
    [InlineData("$7$0$AAAA$AAAA")]
    [InlineData("$7$-1$AAAA$AAAA")]
    [InlineData("$7$999999999$AAAA$AAAA")]
    [InlineData("$7$101$*$AAAA")]
    [InlineData("$7$101$AAAA$")]
    [InlineData("$7$101$AAAA")]
    public void WhatIsNoHashIsNotRead(string? text) => Assert.False(PasswordHash.TryParse(text, out _));
}
