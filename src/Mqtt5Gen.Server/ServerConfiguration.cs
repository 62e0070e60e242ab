using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Mqtt5Gen.Server;

/// <summary>Where the configuration comes from; what is added later overrides.</summary>
internal static class ServerConfiguration
{
    private const string DefaultFile = "appsettings.json";

    public static void AddTo(IConfigurationBuilder configuration, ServerArguments arguments)
    {
        AddFile(configuration, Path.Combine(AppContext.BaseDirectory, DefaultFile), isOptional: true);
        if (arguments.ConfigFile is { } file) AddFile(configuration, Path.GetFullPath(file), isOptional: false);
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection(arguments.Settings);
    }

    private static void AddFile(IConfigurationBuilder configuration, string path, bool isOptional)
    {
        if (!File.Exists(path))
        {
            if (isOptional) return;
            throw new ServerException($"the configuration file {path} does not exist");
        }

        try
        {
            configuration.AddJsonFile(path, isOptional, reloadOnChange: false);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ServerException($"the configuration file {path} cannot be read: {Reason(e)}");
        }
    }

    private static string Reason(Exception e)
    {
        while (e.InnerException is { } inner) e = inner;
        return e is JsonException json ? $"line {json.LineNumber + 1} is not valid JSON: {json.Message.Split(" LineNumber:")[0]}" : e.Message;
    }
}
