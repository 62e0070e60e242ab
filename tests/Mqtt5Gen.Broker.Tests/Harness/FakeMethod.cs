using System.Text;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>A method that a test plays: it says what comes next to what the client said.</summary>
internal sealed class FakeMethod(Utf8String name, Func<string, CancellationToken, ValueTask<AuthenticationStep>> next) : IAuthenticationMethod
{
    public FakeMethod(Func<string, AuthenticationStep> next)
        : this("fake", (said, _) => new(next(said)))
    {
    }

    public Utf8String Name => name;

    public List<Principal?> Begun { get; } = [];

    public List<AuthProperties> Heard { get; } = [];

    public Exception? Throws { get; set; }

    public IAuthenticationExchange Begin(ConnectRequest request, Principal? current)
    {
        Begun.Add(current);
        return Throws is null ? new Exchange(this) : throw Throws;
    }

    private ValueTask<AuthenticationStep> Next(AuthProperties message, CancellationToken cancellation)
    {
        Heard.Add(message);
        return next(message.AuthenticationData is { } data ? Encoding.UTF8.GetString(data) : "", cancellation);
    }

    private sealed class Exchange(FakeMethod method) : IAuthenticationExchange
    {
        public ValueTask<AuthenticationStep> NextAsync(AuthProperties message, CancellationToken cancellation) => method.Next(message, cancellation);
    }
}
