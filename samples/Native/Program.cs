using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mqtt5Gen.Client;
using Mqtt5Gen.Client.Sqlite;
using Mqtt5Gen.Protocol;

// The client of a host in native code: JSON at each QoS, a durable outbox, messages taken in place, a request, and a connection by whatever the server's URI says.
var server = args is [var uri, ..] ? uri : "mqtt://localhost:1883";
using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
var folder = Directory.CreateTempSubdirectory("samples-native-");
try
{
    await using var outbox = await SqliteOutbox.OpenAsync(Path.Combine(folder.FullName, "outbox.db"));
    var builder = Host.CreateEmptyApplicationBuilder(null);
    builder.Configuration["MqttClient:Server"] = server;
    builder.Configuration["MqttClient:Reconnect:FirstConnect"] = "fail";
    builder.Services.AddSingleton<IMqttOutbox>(outbox).AddMqttClient();
    using var host = builder.Build();
    await host.StartAsync(deadline.Token);

    var client = host.Services.GetRequiredService<MqttClient>();
    await PublishAtEachQoSAsync(client);
    await TakeInPlaceAsync(client);
    await AskAsync(client);

    await host.StopAsync(deadline.Token);
    Console.WriteLine($"outbox: {(await outbox.LoadAsync(deadline.Token)).Messages.Count} messages are left");
    return 0;
}
catch (Exception exception) when (exception is MqttException or OptionsValidationException or OperationCanceledException or TimeoutException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
finally
{
    folder.Delete(recursive: true);
}

async Task PublishAtEachQoSAsync(MqttClient client)
{
    await using var subscription = await client.SubscribeAsync($"samples/{client.ClientId}/readings", QoS.ExactlyOnce, deadline.Token);
    await using var messages = subscription.GetAsyncEnumerator(deadline.Token);
    foreach (var qos in Enum.GetValues<QoS>())
    {
        var reading = new Reading("kitchen", 20 + ((int)qos / 2.0));
        var result = await client.PublishJsonAsync(subscription.Filters[0].ToString(), reading, NativeJson.Default.Reading, qos, cancellationToken: deadline.Token);
        if (!result.IsSuccess) throw new MqttException($"The server did not take it: {result.ReasonCode}.", result.ReasonCode);

        await messages.MoveNextAsync();
        Console.WriteLine($"{messages.Current.QoS}: {messages.Current.ReadJson(NativeJson.Default.Reading)}");
    }
}

async Task TakeInPlaceAsync(MqttClient client)
{
    var length = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
    await using var subscription = await client.SubscribeAsync(
        [new Subscription { TopicFilter = $"samples/{client.ClientId}/bytes" }],
        new MqttSubscriptionOptions { Handler = (in PublishView message) => length.TrySetResult(message.Payload.Length) },
        deadline.Token);
    await client.PublishAsync(subscription.Filters[0].ToString(), new byte[1000], cancellationToken: deadline.Token);
    Console.WriteLine($"in place: {await length.Task.WaitAsync(deadline.Token)} bytes");
}

async Task AskAsync(MqttClient client)
{
    var topic = $"samples/{client.ClientId}/upper-case";
    await using var responder = await client.RespondAsync(
        topic,
        (request, _) => ValueTask.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(request.Payload.Span).ToUpperInvariant())),
        cancellationToken: deadline.Token);
    var response = await client.RequestAsync(topic, "native"u8.ToArray(), cancellationToken: deadline.Token);
    Console.WriteLine($"response: {Encoding.UTF8.GetString(response.Payload.Span)}");
}
