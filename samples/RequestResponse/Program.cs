using System.Globalization;
using System.Text;
using Mqtt5Gen.Client;

// One client converts degrees Fahrenheit to Celsius, another asks it to. Response Topic and Correlation Data are the clients' business.
var server = args is [var uri, ..] ? uri : "mqtt://localhost:1883";
try
{
    await using var service = await MqttClient.ConnectAsync(server);
    await using var responder = await service.RespondAsync("samples/celsius", ToCelsius);

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

// If this threw, there would be no response: what a request can be wrong about is answered.
static ValueTask<ReadOnlyMemory<byte>> ToCelsius(MqttMessage request, CancellationToken cancellationToken)
{
    var isNumber = double.TryParse(request.Payload.Span, CultureInfo.InvariantCulture, out var fahrenheit);
    var answer = isNumber ? ((fahrenheit - 32) / 1.8).ToString("F1", CultureInfo.InvariantCulture) : "not a number";
    return ValueTask.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes(answer));
}

static async Task AskAsync(MqttClient client, string topic, string question)
{
    try
    {
        var response = await client.RequestAsync(topic, Encoding.UTF8.GetBytes(question), new MqttRequestOptions { Timeout = TimeSpan.FromSeconds(10) });
        Console.WriteLine($"{topic} of {question}: {Encoding.UTF8.GetString(response.Payload.Span)}");
    }
    catch (Exception exception) when (exception is TimeoutException or MqttException and not MqttDisconnectedException)
    {
        Console.WriteLine($"{topic} of {question}: {exception.Message}"); // The server takes no request that nobody has subscribed to.
    }
}
