using Microsoft.CodeAnalysis.Diagnostics;
using Mqtt5Gen.Generators.Settings;

namespace Mqtt5Gen.Generators.Diagnostics;

/// <summary>
/// Where the page lies that explains every id. It comes with the package, beside the MQTT spec, so the link needs no network and fits the
/// version that is used; only the build knows where the package lies.
/// </summary>
internal static class HelpPages
{
    /// <summary>The page's address as the build tells it, or nothing.</summary>
    public static string Read(AnalyzerConfigOptionsProvider options, CancellationToken cancellation) => BuildOptions.Property(options.GlobalOptions, "Help").Value;

    /// <summary>The entry of one id, or null where there is no page.</summary>
    public static string? Of(string page, string id) =>
        Uri.TryCreate(page, UriKind.Absolute, out var address) ? $"{address.AbsoluteUri}#{id.ToLowerInvariant()}" : null;
}
