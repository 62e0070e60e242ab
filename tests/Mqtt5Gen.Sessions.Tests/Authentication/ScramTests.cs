using System.Text;

namespace Mqtt5Gen.Sessions.Tests.Authentication;

public sealed class ScramTests
{
    // The example of RFC 7677, section 3.
    private const string ClientNonce = "rOprNGfwEbeRWgbNEkqO";
    private const string ServerNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private const string Salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
    private const string ClientFirst = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private const string ServerFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
    private const string ClientFinal = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private const string ServerFinal = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    [Fact]
    public void TheServerSpeaksAsInTheRfc()
    {
        Assert.True(ScramServer.TryBegin(Encode(ClientFirst), out var server));
        Assert.Equal("user", server.UserName);
        Assert.Equal(ServerFirst, Decode(server.Challenge(Pencil(), ServerNonce)));
        Assert.True(server.TryFinish(Encode(ClientFinal), out var serverFinal));
        Assert.Equal(ServerFinal, Decode(serverFinal));
    }

    [Fact]
    public void TheClientSpeaksAsInTheRfc()
    {
        var client = new ScramClient("user", "pencil", ClientNonce);
        Assert.Equal(ClientFirst, Decode(client.First));
        Assert.True(client.TryAnswer(Encode(ServerFirst), out var clientFinal));
        Assert.Equal(ClientFinal, Decode(clientFinal));
        Assert.True(client.Verifies(Encode(ServerFinal)));
    }

    [Theory]
    [InlineData("a,b=c", "pencil")]
    [InlineData("=2C", "=,")]
    [InlineData("Jürgen", "pässwort 🙂")]
    public void BothEndsUnderstandEachOther(string user, string password)
    {
        var client = new ScramClient(user, password, "abc");
        Assert.True(ScramServer.TryBegin(client.First, out var server));
        Assert.Equal(user, server.UserName);
        Assert.True(client.TryAnswer(server.Challenge(ScramCredential.Of(password), "def"), out var clientFinal));
        Assert.True(server.TryFinish(clientFinal, out var serverFinal));
        Assert.True(client.Verifies(serverFinal));
    }

    [Fact]
    public void AnotherPasswordIsNotThePassword()
    {
        var client = new ScramClient("user", "pencils", ClientNonce);
        Assert.True(ScramServer.TryBegin(client.First, out var server));
        Assert.True(client.TryAnswer(server.Challenge(Pencil(), ServerNonce), out var clientFinal));
        Assert.False(server.TryFinish(clientFinal, out _));
        Assert.False(client.Verifies(Encode(ServerFinal)));
    }

    [Theory]
    [InlineData("n,,n=user,r=x", true)]
    [InlineData("y,,n=user,r=x", true)] // a client that could bind channels, and thinks that we cannot
    [InlineData("n,a=user,n=user,r=x", true)]
    [InlineData("n,,n=user,r=x,e=extension", true)]
    [InlineData("p=tls-unique,,n=user,r=x", false)]
    [InlineData("n,a=other,n=user,r=x", false)]
    [InlineData("n,b,n=user,r=x", false)]
    [InlineData("n,,m=extension,n=user,r=x", false)]
    [InlineData("n,,n=us=er,r=x", false)]
    [InlineData("n,,n=us=2cer,r=x", false)]
    [InlineData("n,,n=,r=x", false)]
    [InlineData("n,,n=user", false)]
    [InlineData("n,,n=user,r=", false)]
    [InlineData("n,,n=user,r=a b", false)]
    [InlineData("n,,r=x,n=user", false)]
    [InlineData("n,n=user,r=x", false)]
    [InlineData("n,", false)]
    [InlineData("", false)]
    [InlineData("n,,n=us\0er,r=x", false)]
    public void AFirstMessageIsReadOrNot(string message, bool isRead) => Assert.Equal(isRead, ScramServer.TryBegin(Encode(message), out _));

    [Fact]
    public void WhatIsNotUtf8IsNotRead() => Assert.False(ScramServer.TryBegin([.. "n,,n="u8, 0xFF, .. ",r=x"u8], out _));

    [Theory]
    [InlineData("c=eSws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")] // another header
    [InlineData("c=biws,r=rOprNGfwEbeRWgbNEkqO,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")] // another nonce
    [InlineData("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVA=")] // another proof
    [InlineData("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzb")] // a short one
    [InlineData("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=*")]
    [InlineData("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0")]
    [InlineData("")]
    public void AFinalMessageThatProvesNothingIsRefused(string message)
    {
        Assert.True(ScramServer.TryBegin(Encode(ClientFirst), out var server));
        server.Challenge(Pencil(), ServerNonce);
        Assert.False(server.TryFinish(Encode(message), out var serverFinal));
        Assert.Null(serverFinal);
    }

    [Fact]
    public void AFinalMessageBeforeTheChallengeIsRefused()
    {
        Assert.True(ScramServer.TryBegin(Encode(ClientFirst), out var server));
        Assert.False(server.TryFinish(Encode(ClientFinal), out _));
    }

    [Theory]
    [InlineData("r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")] // nothing of the server's own in it
    [InlineData("r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=*,i=4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4095")] // RFC 7677
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2000000000")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=many")]
    [InlineData("m=extension,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("")]
    public void AChallengeThatIsNoneIsNotAnswered(string message) =>
        Assert.False(new ScramClient("user", "pencil", ClientNonce).TryAnswer(Encode(message), out _));

    [Theory]
    [InlineData("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G8=")]
    [InlineData("e=invalid-proof")]
    [InlineData("v=")]
    [InlineData("")]
    public void AServerThatProvesNothingIsNotBelieved(string message)
    {
        var client = new ScramClient("user", "pencil", ClientNonce);
        Assert.False(client.Verifies(Encode(ServerFinal))); // before its own turn
        Assert.True(client.TryAnswer(Encode(ServerFirst), out _));
        Assert.False(client.Verifies(Encode(message)));
    }

    [Fact]
    public void WhatMakesNoSenseIsNotAccepted()
    {
        Assert.Throws<ArgumentException>(() => new ScramClient("user", "pencil", "a,b"));
        Assert.Throws<ArgumentException>(() => new ScramClient("", "pencil", "a"));
        Assert.Throws<ArgumentException>(() => new ScramClient("user", "", "a"));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScramCredential.Of("pencil", iterations: 4095));
        Assert.NotEqual(ScramCredential.Of("pencil").Salt, ScramCredential.Of("pencil").Salt);
    }

    private static ScramCredential Pencil() => ScramCredential.Of("pencil", Convert.FromBase64String(Salt), 4096);

    private static byte[] Encode(string text) => Encoding.UTF8.GetBytes(text);

    private static string Decode(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
