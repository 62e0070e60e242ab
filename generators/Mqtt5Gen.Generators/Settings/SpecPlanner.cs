using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>Sorts the files of a project into protocols: a namespace has one.</summary>
internal sealed class SpecPlanner(IEnumerable<ParsedItem> items, ProjectSettings project)
{
    private readonly ILookup<bool, ParsedItem> _items = items.OrderBy(item => item.File.Path, StringComparer.Ordinal).ToLookup(item => item.Kind is SpecKind.Mqtt);
    private readonly List<SpecDiagnostic> _diagnostics = [];

    /// <summary>The protocols, and what is wrong with how they are asked for.</summary>
    public SpecPlan Plan()
    {
        if (!project.IsClear) _diagnostics.Add(SettingFault.Of(project.Mqtt, "true or false", ["true", "false"]));

        // File names know no case, and what is generated is in files named after the namespace.
        var groups = _items[false].GroupBy(item => item.Settings.Namespace.Value, StringComparer.OrdinalIgnoreCase).Select(Group).ToList();
        var isMissing = !groups.Any(group => IsDefault(group.Settings));
        if (project.WantsMqtt && isMissing) groups.Add(new(project.Defaults, Mqtt));
        if (groups.Count == 0 && project.IsClear && project.IsReferenced) _diagnostics.Add(NoSpec);
        return new(new(groups), new(_diagnostics));
    }

    private EquatableArray<SpecFile> Mqtt => new(_items[true].Select(item => item.File));

    private static SpecDiagnostic NoSpec => new(
        DiagnosticIds.NoProtocol,
        "Found no spec, expected an item Mqtt5GenSpec (a protocol of your own), an item Mqtt5GenOverlay (additions to MQTT), or the property Mqtt5GenMqtt set to true (MQTT as it is).",
        IsError: true,
        SpecLocation.Nowhere);

    private SpecGroup Group(IGrouping<string, ParsedItem> group)
    {
        var settings = group.First().Settings;
        _diagnostics.AddRange(group.Select(item => Difference(settings, item.Settings)).OfType<SpecDiagnostic>().Take(1));

        var head = group.FirstOrDefault(item => item.IsHead);
        var wantsMqtt = project.WantsMqtt && IsDefault(settings);
        if (wantsMqtt && head is not null) _diagnostics.Add(SecondProtocol(head.File, settings.Namespace.Value));

        var own = group.Select(item => item.File);
        var needsMqtt = head is null && (wantsMqtt || group.Any(item => item.Kind is SpecKind.Overlay));
        return new(settings, new(needsMqtt ? Mqtt.Concat(own) : own));
    }

    private bool IsDefault(SpecSettings settings) =>
        string.Equals(settings.Namespace.Value, project.Defaults.Namespace.Value, StringComparison.OrdinalIgnoreCase);

    private static SpecDiagnostic? Difference(SpecSettings first, SpecSettings other) =>
        first.All.Zip(other.All, (before, after) => before.Value == after.Value ? null : SettingFault.OfTwo(before, after)).FirstOrDefault(fault => fault is not null);

    private static SpecDiagnostic SecondProtocol(SpecFile file, string ns)
    {
        var head = ((SpecMapping)file.Root!)["protocol"]!;
        return new(
            DiagnosticIds.SecondProtocol,
            $"Found a protocol in namespace '{ns}', where Mqtt5GenMqtt puts MQTT; expected one in a namespace.",
            IsError: true,
            head.At);
    }
}
