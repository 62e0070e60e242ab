using System.Globalization;
using System.Text;
using Mqtt5Gen.Client;

// One client converts degrees Fahrenheit to Celsius, another asks it to. Response Topic and Correlation Data are the clients' business.
var server = args is [var uri, ..] ? uri : "mqtt://localhost:1883";
try
{
    await using var service = await MqttClient.ConnectAsync(server);
    await using var responder = await service.RespondAsync("samples/celsius", ToCelsius, new MqttResponderOptions
    {
        OnError = (_, exception) => Console.WriteLine($"  the service could not answer: {exception.Message}"),
    });

    await using var client = await MqttClient.ConnectAsync(server);
    await AskAsync(client, "samples/celsius", "68");
    await AskAsync(client, "samples/celsius", "warm");
    await AskAsync(client, "samples/kelvin", "68");
    return 0;
}
catch (Exception exception) when (exception is MqttException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static ValueTask<ReadOnlyMemory<byte>> ToCelsius(MqttMessage request, CancellationToken cancellationToken)
{
    var fahrenheit = double.Parse(request.Payload.Span, CultureInfo.InvariantCulture);
    return new(Encoding.UTF8.GetBytes(((fahrenheit - 32) / 1.8).ToString("F1", CultureInfo.InvariantCulture)));
}

// Not every request has a response: nobody may be there, or fail; the server says the first, time tells the second.
static async Task AskAsync(MqttClient client, string topic, string question)
{
    try
    {
        var response = await client.RequestAsync(topic, Encoding.UTF8.GetBytes(question), new MqttRequestOptions { Timeout = TimeSpan.FromSeconds(1) });
        Console.WriteLine($"{topic} of {question}: {Encoding.UTF8.GetString(response.Payload.Span)}");
    }
    catch (Exception exception) when (exception is TimeoutException or MqttException and not MqttDisconnectedException)
    {
        Console.WriteLine($"{topic} of {question}: {exception.Message}");
    }
}
