using System.Runtime.InteropServices;
using System.Text;
using Mqtt5Gen.Client;
using Mqtt5Gen.Protocol;

// Prints what is published below samples/ until Ctrl+C or SIGTERM. A message is acknowledged when it is dealt with, not before.
var server = args is [var uri, ..] ? uri : "mqtt://localhost:1883";
using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

// For five minutes the server keeps what comes while the connection is lost; the client makes another by itself.
var options = new MqttClientOptions { ClientId = "samples-subscribe", SessionExpiryInterval = 300 };
try
{
    await using var client = await MqttClient.ConnectAsync(server, options, stopping.Token);
    await using var subscription = await client.SubscribeAsync(
        [new Subscription { TopicFilter = "samples/#", MaximumQoS = QoS.AtLeastOnce }],
        new MqttSubscriptionOptions { Acknowledgement = MqttAcknowledgement.Manual },
        stopping.Token);
    var granted = subscription.ReasonCodes[0];
    if (granted >= ReasonCode.UnspecifiedError) throw new MqttException($"The server refused the subscription: {granted}.", granted);
    Console.WriteLine($"subscribed to samples/#: {granted}");

    await foreach (var message in subscription.WithCancellation(stopping.Token))
    {
        Console.WriteLine($"{message.Topic}: {Encoding.UTF8.GetString(message.Payload.Span)}");
        message.Acknowledge();
    }

    return 0;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    Console.WriteLine("stopped");
    return 0;
}
catch (Exception exception) when (exception is MqttException or ArgumentException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true; // The process ends when it has said goodbye to the server.
    stopping.Cancel();
}
