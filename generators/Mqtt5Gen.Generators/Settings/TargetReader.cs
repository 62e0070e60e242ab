using Microsoft.CodeAnalysis.CSharp;
using Mqtt5Gen.Generators.Emit;
using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Settings;

/// <summary>Reads where generated code goes, and whom it is for.</summary>
/// <param name="settings">What is asked for.</param>
/// <param name="roles">The protocol's words for the two ends, or null where it has none that can be read.</param>
internal sealed class TargetReader(SpecSettings settings, RoleNames? roles)
{
    private static readonly string[] Visibilities = ["internal", "public"];

    private readonly List<SpecDiagnostic> _diagnostics = [];

    /// <summary>What is wrong with the settings read.</summary>
    public IReadOnlyList<SpecDiagnostic> Diagnostics => _diagnostics;

    /// <summary>The target; null, with a diagnostic, where a setting is wrong.</summary>
    public Target? Read()
    {
        Target target = new(
            Namespace(),
            // What others see is a promise to them: a project makes it by asking for it.
            (Visibility)Choice(settings.Visibility, Visibilities),
            roles is null ? Role.Both : (Role)Choice(settings.Side, ["both", roles.Client.Name, roles.Server.Name]));
        return _diagnostics.Count == 0 ? target : null;
    }

    private string Namespace()
    {
        var ns = settings.Namespace;
        if (ns.Value.Split('.').Any(part => !SyntaxFacts.IsValidIdentifier(part) || SyntaxFacts.GetKeywordKind(part) is not SyntaxKind.None))
        {
            _diagnostics.Add(SettingFault.Of(ns, "a namespace of C#; Mqtt5GenNamespace sets one"));
        }

        return ns.Value;
    }

    // The first where nothing is written.
    private int Choice(Setting setting, string[] allowed)
    {
        if (setting.Value.Length == 0) return 0;

        var place = Array.FindIndex(allowed, word => string.Equals(word, setting.Value, StringComparison.OrdinalIgnoreCase));
        if (place < 0) _diagnostics.Add(SettingFault.Of(setting, string.Join(" or ", allowed), allowed));
        return place;
    }
}
