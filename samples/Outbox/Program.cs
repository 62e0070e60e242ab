using System.Runtime.InteropServices;
using System.Text;
using Mqtt5Gen.Client;
using Mqtt5Gen.Client.Sqlite;
using Mqtt5Gen.Protocol;

// Publishes each line of the standard input at QoS 2 out of a file: what is accepted arrives once, whatever becomes of the connection or of this process.
var server = args is [var uri, ..] ? uri : "mqtt://localhost:1883";
var file = args is [_, var path, ..] ? path : "outbox.db";
using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var options = new MqttClientOptions
{
    ClientId = "samples-outbox", // Under the same name,
    SessionExpiryInterval = 24 * 60 * 60, // and for a day, the server knows what it has already.
    Reconnect = new MqttReconnect { FirstConnect = MqttFirstConnect.Background }, // Lines are accepted without a server, too.
};
try
{
    await using var outbox = await SqliteOutbox.OpenAsync(file);
    Console.WriteLine($"{await CountAsync(outbox)} lines are left of earlier runs");

    MqttDisconnect? cause;
    await using (var client = await MqttClient.ConnectAsync(server, options with { Outbox = outbox }))
    {
        await PublishAsync(client, outbox);
        cause = client.Connection.Cause;
    }

    var left = await CountAsync(outbox);
    if (left > 0 && !stopping.IsCancellationRequested)
    {
        Console.Error.WriteLine($"{left} lines are left for the next run. {cause}");
        return 1;
    }

    Console.WriteLine($"{left} lines are left for the next run");
    return 0;
}
catch (Exception exception) when (exception is MqttException or ArgumentException or IOException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

async Task PublishAsync(MqttClient client, SqliteOutbox outbox)
{
    using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
    try
    {
        while (await Task.Run(Console.ReadLine).WaitAsync(stopping.Token) is { } line) // A console cannot be read cancellably.
        {
            var message = new MqttMessage { Topic = "samples/lines", Payload = Encoding.UTF8.GetBytes(line), QoS = QoS.ExactlyOnce };
            var queued = await client.QueueAsync(message, stopping.Token);
            Console.WriteLine($"accepted: {line}"); // It is on the disk.
            _ = DeliverAsync(line, queued.Completion);
        }

        patience.CancelAfter(TimeSpan.FromSeconds(5));
        while (await CountAsync(outbox) > 0 && !client.Disconnected.IsCompleted) await Task.Delay(100, patience.Token); // Lines of earlier runs count, too.
    }
    catch (OperationCanceledException)
    {
        // What is not delivered is in the file.
    }
}

static async Task DeliverAsync(string line, Task<PublishResult> completion)
{
    try
    {
        var result = await completion;
        Console.WriteLine(result.IsSuccess ? $"delivered: {line}" : $"refused ({result.ReasonCode}): {line}");
    }
    catch (MqttDisconnectedException)
    {
        // The client ended first: the next run delivers it.
    }
}

static async Task<int> CountAsync(SqliteOutbox outbox) => (await outbox.LoadAsync(CancellationToken.None)).Messages.Count;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
