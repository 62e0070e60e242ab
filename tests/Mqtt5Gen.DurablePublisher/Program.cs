using System.Globalization;
using System.Text;
using Mqtt5Gen.Client;
using Mqtt5Gen.Client.Sqlite;
using Mqtt5Gen.Protocol;

// Publishes numbers at QoS 2 out of a durable outbox, and says of each when it is accepted; to be killed at any moment.
if (args is not [var server, var file, var name, var countText] || !int.TryParse(countText, CultureInfo.InvariantCulture, out var count))
{
    Console.Error.WriteLine("Usage: Mqtt5Gen.DurablePublisher SERVER FILE NAME COUNT: publishes NAME:0 to NAME:COUNT-1 to the topic durable; COUNT 0 sends only what the file holds.");
    return 2;
}

await using var outbox = await SqliteOutbox.OpenAsync(file);
await using var client = await MqttClient.ConnectAsync(server, new MqttClientOptions
{
    ClientId = "durable-publisher",
    CleanStart = false,
    SessionExpiryInterval = 3600,
    Outbox = outbox,
});

var accepted = new Queue<Task<MqttQueuedPublish>>();
var first = 0;
for (var number = 0; number < count; number++)
{
    accepted.Enqueue(client.QueueAsync(new MqttMessage { Topic = "durable", Payload = Encoding.UTF8.GetBytes($"{name}:{number}"), QoS = QoS.ExactlyOnce }));
    if (accepted.Count >= 64) await SayAsync();
}

while (accepted.Count > 0) await SayAsync();
while ((await outbox.LoadAsync(CancellationToken.None)).Messages.Count > 0) await Task.Delay(10);
Console.WriteLine("done");
return 0;

async Task SayAsync()
{
    await accepted.Dequeue();
    Console.WriteLine($"{name}:{first++}");
    await Console.Out.FlushAsync();
}
