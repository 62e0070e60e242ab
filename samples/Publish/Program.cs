using System.Text;
using Mqtt5Gen.Client;
using Mqtt5Gen.Protocol;

// Publishes three temperatures at QoS 1, each retained in place of the one before, and says what the server answered.
var server = args is [var uri, ..] ? uri : "mqtt://localhost:1883";
try
{
    await using var client = await MqttClient.ConnectAsync(server);
    Console.WriteLine($"connected as {client.ClientId}");

    foreach (var temperature in new[] { "20.5", "21.0", "21.5" })
    {
        var result = await client.PublishAsync("samples/kitchen/temperature", Encoding.UTF8.GetBytes(temperature), QoS.AtLeastOnce, retain: true);
        if (!result.IsSuccess) throw new MqttException($"The server did not take it: {result.ReasonCode}. {result.ReasonString}", result.ReasonCode);
        Console.WriteLine($"published {temperature}{(result.ReasonCode is ReasonCode.NoMatchingSubscribers ? ", to which nobody has subscribed" : "")}");
    }

    return 0;
}
catch (Exception exception) when (exception is MqttException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
