using System.Text.Unicode;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Broker.Connections;

/// <summary>Payloads, and what is said of their form.</summary>
internal static class PayloadFormats
{
    /// <summary>Whether a payload is what its Payload Format Indicator says.</summary>
    public static bool Fits(PayloadFormat format, ReadOnlySpan<byte> payload) => format is not PayloadFormat.Utf8 || Utf8.IsValid(payload);
}
