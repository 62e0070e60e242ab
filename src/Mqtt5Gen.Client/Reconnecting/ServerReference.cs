namespace Mqtt5Gen.Client;

/// <summary>A Server Reference (4.11): servers by host, with a port or without, separated by spaces; or URIs.</summary>
internal static class ServerReference
{
    /// <summary>The servers named, each by the transport of the one that names it where it does not say. What cannot be connected to is left out.</summary>
    public static IReadOnlyList<Uri> Parse(string? reference, Uri namedBy) =>
    [
        .. from name in (reference ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
           let server = ToUri(name, namedBy)
           where server is not null
           select server,
    ];

    private static Uri? ToUri(string name, Uri namedBy)
    {
        if (namedBy.Scheme is ServerUri.Unix && !name.Contains("://", StringComparison.Ordinal)) return null;
        var text = name.Contains("://", StringComparison.Ordinal) ? name : $"{namedBy.Scheme}://{name}{(namedBy.AbsolutePath is "/" ? "" : namedBy.AbsolutePath)}";
        return Uri.TryCreate(text, UriKind.Absolute, out var server) && ServerUri.IsUsable(server) ? server : null;
    }
}
