using System.Text;

namespace Mqtt5Gen.Server.Tests.Harness;

/// <summary>The few packets of MQTT 5.0 that the tests send, written byte by byte.</summary>
internal static class Packets
{
    public static readonly byte[] PingReq = [0xC0, 0];
    public static readonly byte[] ShuttingDown = [0xE0, 0x01, 0x8B];

    /// <summary>CONNECT with Clean Start and no Keep Alive; the server names the client.</summary>
    public static byte[] Connect() => [0x10, 0x0D, 0, 4, .. "MQTT"u8, 5, 0x02, 0, 0, 0, 0, 0];

    public static byte[] Subscribe(string filter) => [0x82, (byte)(6 + filter.Length), 0, 1, 0, 0, (byte)filter.Length, .. Encoding.UTF8.GetBytes(filter), 0];

    /// <summary>PUBLISH, QoS 0.</summary>
    public static byte[] Publish(string topic, ReadOnlySpan<byte> payload) =>
        [0x30, .. RemainingLength(3 + topic.Length + payload.Length), 0, (byte)topic.Length, .. Encoding.UTF8.GetBytes(topic), 0, .. payload];

    public static IEnumerable<byte> RemainingLength(int value)
    {
        while (value >= 128)
        {
            yield return (byte)((value & 127) | 128);
            value >>= 7;
        }

        yield return (byte)value;
    }
}
