using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Mqtt5Gen.Broker.AspNetCore;

namespace Mqtt5Gen.Server;

/// <summary>The broker in a process of its own.</summary>
internal static class ServerHost
{
    // A service manager that stops us expects us to be gone by then.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4);

    /// <summary>Starts, tells where it listens, and runs until a signal or <paramref name="cancel"/> stops it.</summary>
    public static async Task RunAsync(ServerArguments arguments, TextWriter output, CancellationToken cancel)
    {
        using var host = Build(arguments);
        if (host.Services.GetRequiredService<IOptions<MqttBrokerOptions>>().Value.DataDirectory is { } directory) DataDirectory.Prepare(directory);

        await host.StartAsync(cancel).ConfigureAwait(false);
        foreach (var url in host.Services.GetRequiredService<MqttEndpoints>().Urls)
        {
            await output.WriteLineAsync($"listening on {url}").ConfigureAwait(false);
        }

        await output.FlushAsync(cancel).ConfigureAwait(false);
        await host.WaitForShutdownAsync(cancel).ConfigureAwait(false);
    }

    private static IHost Build(ServerArguments arguments)
    {
        // Without the defaults of a host: they look for more files, and take longer to start than the broker does.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ContentRootPath = AppContext.BaseDirectory });
        ServerConfiguration.AddTo(builder.Configuration, arguments);
        AddLogging(builder.Logging, builder.Configuration);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddMqttBroker(options => Apply(arguments, options));
        return builder.Build();
    }

    private static void Apply(ServerArguments arguments, MqttBrokerOptions options)
    {
        if (arguments.DataDirectory is { } directory) options.DataDirectory = directory;
        if (arguments.Listen.Count == 0) return;

        options.Listeners.Clear();
        foreach (var url in arguments.Listen) options.Listeners.Add(new MqttListenerOptions { Url = url });
    }

    private static void AddLogging(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // it logs the exception that we report in one line
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace; // stdout says where we listen
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite; // who reads stderr slowly must not slow down the messages; the console says how many lines it left out
        });
    }
}
