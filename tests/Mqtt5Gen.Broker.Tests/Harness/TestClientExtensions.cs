using System.Text;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>What a client of an Authentication Method says and hears.</summary>
internal static class TestClientExtensions
{
    public static void ConnectBy(this TestClient client, string? data, string method = "fake", ConnectProperties? properties = null) => client.Send(new Connect
    {
        ClientId = "c",
        CleanStart = true,
        Properties = (properties ?? new()) with { AuthenticationMethod = method, AuthenticationData = BytesOf(data) },
    });

    public static void Auth(this TestClient client, ReasonCode reason, string? data = null, string method = "fake") => client.Send(new Auth
    {
        ReasonCode = reason,
        Properties = new() { AuthenticationMethod = method, AuthenticationData = BytesOf(data) },
    });

    public static void ExpectAuth(this TestClient client, ReasonCode reason, string? data)
    {
        var auth = client.Expect<Auth>();
        Assert.Equal((reason, "fake"), (auth.ReasonCode, auth.Properties!.AuthenticationMethod.ToString()));
        Assert.Equal(BytesOf(data), auth.Properties.AuthenticationData);
    }

    public static ConnAck ExpectRefusal(this TestClient client, ReasonCode reason)
    {
        var connAck = client.Expect<ConnAck>();
        Assert.Equal(reason, connAck.ReasonCode);
        client.ExpectClosed();
        return connAck;
    }

    private static Bytes? BytesOf(string? text) => text is null ? (Bytes?)null : Encoding.UTF8.GetBytes(text);
}
