using System.Text;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Tests.Harness;

/// <summary>An authorizer that allows all but what contains a word, and remembers what it was asked.</summary>
internal sealed class FakeAuthorizer : IAuthorizer
{
    public string Forbidden { get; set; } = "secret";

    public Exception? Throws { get; set; }

    public List<string> Asked { get; } = [];

    public List<Principal> Principals { get; } = [];

    public bool MayPublish(Principal principal, ReadOnlySpan<byte> topic, QoS qos, bool retain) => Ask(principal, $"publish {Encoding.UTF8.GetString(topic)} {(int)qos} {retain}");

    public bool MaySubscribe(Principal principal, ReadOnlySpan<byte> filter, QoS qos) => Ask(principal, $"subscribe {Encoding.UTF8.GetString(filter)} {(int)qos}");

    private bool Ask(Principal principal, string question)
    {
        Asked.Add(question);
        Principals.Add(principal);
        return Throws is null ? !question.Contains(Forbidden, StringComparison.Ordinal) : throw Throws;
    }
}
