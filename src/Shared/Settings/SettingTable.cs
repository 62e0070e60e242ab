using Microsoft.Extensions.Configuration;

namespace Mqtt5Gen.Shared.Settings;

/// <summary>The keys of a section of the configuration: one table for reading, for checking and for messages.</summary>
/// <remarks>
/// It stands where the configuration binder would: that one says neither what is allowed nor which key a mistyped one is close to,
/// takes <c>10</c> for ten days, and does not set what is init-only without losing the defaults.
/// </remarks>
/// <param name="settings">The keys.</param>
/// <param name="others">Keys that somebody else reads, for being named where one is mistyped.</param>
internal sealed class SettingTable<TOptions>(IReadOnlyList<Setting<TOptions>> settings, params string[] others)
{
    private readonly IReadOnlyList<string> _known = [.. settings.Select(s => s.Key), .. others];

    /// <summary>Reads what is below a part of a section into the options.</summary>
    /// <param name="root">The path of the section.</param>
    /// <param name="part">The section or a part of it.</param>
    /// <param name="options">What it is read into.</param>
    /// <param name="faults">Gets a sentence for each mistake.</param>
    public void Read(string root, IConfigurationSection part, TOptions options, List<string> faults)
    {
        var key = part.Path.Length > root.Length ? part.Path[(root.Length + 1)..] : "";
        var setting = settings.FirstOrDefault(s => s.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        var children = part.GetChildren().ToList();
        var text = part.Value;
        if (setting is { IsMap: true }) ReadMap(setting, children, options, faults);
        else if (text is null && setting is { IsList: true } && children.Count > 0 && children.All(child => child.Value is not null)) text = string.Join(' ', children.Select(child => child.Value));
        else foreach (var child in children) Read(root, child, options, faults);

        if (text is null) return;
        if (setting is null) faults.Add(Unknown(root, key));
        else if (!setting.TryApply(options, text)) faults.Add($"{part.Path} is '{setting.Shown(text)}'; it must be {setting.Expected}");
    }

    private static void ReadMap(Setting<TOptions> setting, List<IConfigurationSection> entries, TOptions options, List<string> faults)
    {
        foreach (var entry in entries)
        {
            if (entry.Value is { } text && setting.TryApply(options, entry.Key, text)) continue;
            faults.Add($"{entry.Path} is '{setting.Shown(entry.Value ?? "")}'; it must be {setting.Expected}");
        }
    }

    /// <summary>A sentence for each value that is not allowed, whoever set it.</summary>
    public IEnumerable<string> Faults(string root, TOptions options)
    {
        foreach (var setting in settings)
        {
            if (!setting.IsAllowed(options, out var value)) yield return $"{root}:{setting.Key} is '{value}'; it must be {setting.Expected}";
        }
    }

    /// <summary>The sentence for a key that there is not.</summary>
    public string Unknown(string root, string key) => $"{root}:{key} is not a known key; the nearest is {root}:{NearestKey.Of(key, _known)}";
}
