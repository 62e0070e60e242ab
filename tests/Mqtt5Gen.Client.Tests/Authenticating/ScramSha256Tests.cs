using System.Security.Cryptography;
using System.Text;

namespace Mqtt5Gen.Client.Tests.Authenticating;

public sealed class ScramSha256Tests
{
    private const string Challenge = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    private static readonly ScramSha256 Scram = new("user", "pencil", static () => "rOprNGfwEbeRWgbNEkqO");

    [Fact]
    public async Task TheExampleOfRfc7677()
    {
        var exchange = Scram.Begin();
        Assert.Equal("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", Text(await exchange.StartAsync(default)));
        Assert.Equal(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            Text(await exchange.ContinueAsync(Bytes(Challenge), default)));
        exchange.Complete(Bytes("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
    }

    [Theory]
    [InlineData("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")]
    [InlineData("v=AAAA")]
    [InlineData("e=other-error")]
    [InlineData("")]
    public async Task AServerThatDoesNotKnowThePasswordIsNoticed(string final)
    {
        var exchange = Scram.Begin();
        await exchange.ContinueAsync(Bytes(Challenge), default);
        Assert.Throws<CryptographicException>(() => exchange.Complete(Bytes(final)));
    }

    [Fact]
    public void AServerThatAsksForNoProofIsNoticed() => Assert.Throws<CryptographicException>(() => Scram.Begin().Complete(Bytes("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")));

    [Theory]
    [InlineData("")]
    [InlineData("r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1000001")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=!,i=4096")]
    public async Task AChallengeThatIsNoneIsRefused(string challenge) =>
        await Assert.ThrowsAsync<CryptographicException>(async () => await Scram.Begin().ContinueAsync(Bytes(challenge), default));

    [Fact]
    public async Task ANameIsEscapedAndNoncesDiffer()
    {
        var scram = new ScramSha256("a,b=c", "p");
        var first = Text(await scram.Begin().StartAsync(default));
        Assert.StartsWith("n,,n=a=2Cb=3Dc,r=", first, StringComparison.Ordinal);
        Assert.NotEqual(first, Text(await scram.Begin().StartAsync(default)));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte>? data) => Encoding.UTF8.GetString(data!.Value.Span);
}
