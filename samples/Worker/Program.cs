using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mqtt5Gen.Client;

// A worker service whose client comes from the section MqttClient of appsettings.json; an argument takes the place of its server.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
if (args is [var server, ..]) builder.Configuration["MqttClient:Server"] = server;
builder.Services.AddMqttClient();
builder.Services.AddHostedService<Converter>();
try
{
    await builder.Build().RunAsync();
    return Environment.ExitCode;
}
catch (Exception exception) when (exception is MqttException or OptionsValidationException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
