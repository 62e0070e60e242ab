namespace Mqtt5Gen.Server;

/// <summary>What the command line says.</summary>
/// <param name="Listen">The URLs to listen on instead of the configured ones.</param>
/// <param name="DataDirectory">The folder for what must survive a restart.</param>
/// <param name="ConfigFile">A configuration file.</param>
/// <param name="Settings">Single keys of the configuration.</param>
internal sealed record ServerArguments(
    IReadOnlyList<string> Listen,
    string? DataDirectory,
    string? ConfigFile,
    IReadOnlyDictionary<string, string?> Settings);
