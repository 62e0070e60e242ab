using System.Text;
using Mqtt5Gen.Client;

namespace Mqtt5Gen.Samples.Tests.Harness;

internal static class Messages
{
    /// <summary>The payloads of the next messages of a subscription.</summary>
    public static async Task<List<string>> ReadAsync(this MqttSubscription subscription, int count)
    {
        var payloads = new List<string>(count);
        await foreach (var message in subscription.WithCancellation(TestContext.Current.CancellationToken))
        {
            payloads.Add(Encoding.UTF8.GetString(message.Payload.Span));
            if (payloads.Count == count) break;
        }

        return payloads;
    }
}
