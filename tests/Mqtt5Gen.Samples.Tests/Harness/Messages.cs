using System.Text;
using Mqtt5Gen.Client;

namespace Mqtt5Gen.Samples.Tests.Harness;

internal static class Messages
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The payloads of the next messages of a subscription.</summary>
    public static async Task<List<string>> ReadAsync(this MqttSubscription subscription, int count)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        var payloads = new List<string>(count);
        try
        {
            await foreach (var message in subscription.WithCancellation(deadline.Token))
            {
                payloads.Add(Encoding.UTF8.GetString(message.Payload.Span));
                if (payloads.Count == count) break;
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Of {count} messages came within {Patience.TotalSeconds} s: {string.Join(", ", payloads)}");
        }

        return payloads;
    }
}
