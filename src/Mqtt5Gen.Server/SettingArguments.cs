namespace Mqtt5Gen.Server;

/// <summary>Takes the arguments of the form <c>--Mqtt:Key=value</c> out of a command line: they are keys of the configuration, not options.</summary>
internal static class SettingArguments
{
    private static readonly string[] Sections = ["Mqtt", "Logging"];

    /// <summary>Splits a command line.</summary>
    /// <returns>The other arguments.</returns>
    public static IReadOnlyList<string> Take(IReadOnlyList<string> args, Dictionary<string, string?> settings)
    {
        var others = new List<string>();
        foreach (var arg in args)
        {
            if (!IsSetting(arg)) others.Add(arg);
            else Add(arg, settings);
        }

        return others;
    }

    private static bool IsSetting(string arg)
    {
        if (!arg.StartsWith("--", StringComparison.Ordinal)) return false;

        var colon = arg.IndexOf(':', StringComparison.Ordinal);
        var equals = arg.IndexOf('=', StringComparison.Ordinal);
        return colon > 2 && (equals < 0 || colon < equals);
    }

    private static void Add(string arg, Dictionary<string, string?> settings)
    {
        var equals = arg.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) throw new ServerException($"'{arg}' has no value; write {arg}=VALUE");

        var section = arg[2..arg.IndexOf(':', StringComparison.Ordinal)];
        if (!Sections.Contains(section, StringComparer.OrdinalIgnoreCase))
        {
            throw new ServerException($"'{arg}': the configuration has no section {section}; the sections are {string.Join(" and ", Sections)}");
        }

        settings[arg[2..equals]] = arg[(equals + 1)..];
    }
}
