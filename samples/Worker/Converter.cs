using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mqtt5Gen.Client;
using Mqtt5Gen.Protocol;

/// <summary>Publishes to samples/ROOM/fahrenheit what comes from samples/ROOM/celsius.</summary>
internal sealed partial class Converter(MqttClient client, IHostApplicationLifetime lifetime, ILogger<Converter> log) : BackgroundService
{
    // Asked for before the client connects: so what the server has kept for it since the last time finds its subscription.
    private readonly Task<MqttSubscription> _subscribing = client.SubscribeAsync(
        [new Subscription { TopicFilter = "samples/+/celsius", MaximumQoS = QoS.AtLeastOnce }],
        new MqttSubscriptionOptions { Acknowledgement = MqttAcknowledgement.Manual });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var subscription = await _subscribing.WaitAsync(stoppingToken); // Not disposed: it is to stay in the session.
            if (subscription.ReasonCodes[0] is >= ReasonCode.UnspecifiedError and var reason) throw new MqttException($"The server refused the subscription: {reason}.", reason);
            Subscribed();
            await foreach (var message in subscription.WithCancellation(stoppingToken))
            {
                await ConvertAsync(message, stoppingToken);
                message.Acknowledge(); // If we end before this, the message comes again.
            }
        }
        catch (MqttException exception)
        {
            Ended(exception.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private async Task ConvertAsync(MqttMessage message, CancellationToken cancellationToken)
    {
        if (ReadingOf(message) is not { } reading)
        {
            NoReading(message.Topic); // It will not be better when it comes again.
            return;
        }

        var topic = message.Topic[..^"celsius".Length] + "fahrenheit";
        var converted = new Reading(Math.Round((reading.Degrees * 1.8) + 32, 1));
        var result = await client.PublishJsonAsync(topic, converted, WorkerJson.Default.Reading, QoS.AtLeastOnce, cancellationToken: cancellationToken);
        if (result.IsSuccess) Published(topic, converted.Degrees);
        else Refused(topic, result.ReasonCode);
    }

    private static Reading? ReadingOf(MqttMessage message)
    {
        try
        {
            return message.ReadJson(WorkerJson.Default.Reading);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Subscribed to samples/+/celsius")]
    private partial void Subscribed();

    [LoggerMessage(2, LogLevel.Information, "{Topic}: {Degrees}")]
    private partial void Published(string topic, double degrees);

    [LoggerMessage(3, LogLevel.Warning, "{Topic}: not a reading")]
    private partial void NoReading(string topic);

    [LoggerMessage(4, LogLevel.Error, "{Topic}: the server did not take it ({Reason})")]
    private partial void Refused(string topic, ReasonCode reason);

    [LoggerMessage(5, LogLevel.Critical, "{Reason}")]
    private partial void Ended(string reason);
}
