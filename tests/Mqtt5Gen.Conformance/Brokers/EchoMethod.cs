using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Conformance.Brokers;

/// <summary>An authentication method to test the flow of AUTH packets with: the server sends some bytes, and the client sends them back in reverse order.</summary>
internal static class EchoMethod
{
    public const string Name = "mqtt5gen-echo";

    /// <summary>What the client answers.</summary>
    public static Bytes Answer(Bytes challenge)
    {
        var answer = challenge.Span.ToArray();
        Array.Reverse(answer);
        return answer;
    }
}
