using System.CommandLine;
using Microsoft.Extensions.Options;
using Mqtt5Gen.Broker.AspNetCore;

namespace Mqtt5Gen.Server;

/// <summary>The command line.</summary>
internal static class ServerCommand
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private static readonly Option<string[]> Listen = new("--listen")
    {
        HelpName = "URL",
        Description = $"Listen here: mqtt://HOST:PORT or unix:/PATH; HOST is an IP address, localhost, or * for all, port 0 takes a free one. "
            + $"May be repeated; replaces the configured listeners. [default: {MqttBrokerOptions.DefaultUrl}]",
    };

    private static readonly Option<string> Data = new("--data")
    {
        HelpName = "DIR",
        Description = "The folder for what must survive a restart; it is created where it does not exist.",
    };

    private static readonly Option<string> Config = new("--config") { HelpName = "FILE", Description = "A configuration file: JSON with a section Mqtt." };

    /// <summary>Runs the server until it is told to stop.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        try
        {
            return await ParseAsync(args, output).ConfigureAwait(false);
        }
        catch (ServerException e)
        {
            return Fail(errors, e.Message, WrongUsage);
        }
        catch (OptionsValidationException e)
        {
            return Fail(errors, e.Failures.First(), WrongUsage);
        }
        catch (MqttListenException e)
        {
            return Fail(errors, e.Message, Failed);
        }
    }

    private static Task<int> ParseAsync(IReadOnlyList<string> args, TextWriter output)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var options = SettingArguments.Take(args, settings);

        var root = new RootCommand(
            "An MQTT 5.0 and 3.1.1 broker. Any key of the configuration can be given as --Mqtt:KEY=VALUE, for example --Mqtt:Limits:MaximumPacketSize=65536.");
        root.Options.Add(Listen);
        root.Options.Add(Data);
        root.Options.Add(Config);
        root.SetAction((parsed, cancel) => RunAsync(Read(parsed, settings), output, cancel));

        var parsed = root.Parse(options, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.UnmatchedTokens is [var unknown, ..]) throw new ServerException($"'{unknown}' is not an option; --help lists them");
        if (parsed.Errors is [var error, ..]) throw new ServerException(error.Message);

        // The host of the server handles the signals; the exceptions are ours.
        return parsed.InvokeAsync(new InvocationConfiguration { Output = output, ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    private static ServerArguments Read(ParseResult parsed, Dictionary<string, string?> settings) =>
        new(parsed.GetValue(Listen) ?? [], parsed.GetValue(Data), parsed.GetValue(Config), settings);

    private static async Task<int> RunAsync(ServerArguments arguments, TextWriter output, CancellationToken cancel)
    {
        await ServerHost.RunAsync(arguments, output, cancel).ConfigureAwait(false);
        return 0;
    }

    private static int Fail(TextWriter errors, string message, int exitCode)
    {
        errors.WriteLine(message.ReplaceLineEndings(" "));
        return exitCode;
    }
}
