using System;
using System.Linq;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mqtt5Gen.Broker.AspNetCore;
using Mqtt5Gen.Client;
using Mqtt5Gen.Protocol;

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.Services.AddMqttBroker(options => options.Listeners.Add(new() { Url = "mqtt://127.0.0.1:0" }));
using var host = builder.Build();
await host.StartAsync();
var url = host.Services.GetRequiredService<MqttEndpoints>().Urls.Single();

await using var subscriber = await MqttClient.ConnectAsync(url);
await using var publisher = await MqttClient.ConnectAsync(url);
await using var subscription = await subscriber.SubscribeAsync("acme/#", QoS.AtLeastOnce);
await publisher.PublishAsync(new MqttMessage
{
    Topic = "acme/news",
    Payload = "hello"u8.ToArray(),
    QoS = QoS.AtLeastOnce,
    Properties = new() { AcmeTrace = "gate 7" },
});

await foreach (var message in subscription)
{
    Console.WriteLine($"{message.Topic}: {Encoding.UTF8.GetString(message.Payload.Span)}, by {message.Properties?.AcmeTrace}");
    break;
}

await host.StopAsync();
