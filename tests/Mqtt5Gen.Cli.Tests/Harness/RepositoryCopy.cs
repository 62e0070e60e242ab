namespace Mqtt5Gen.Cli.Tests.Harness;

/// <summary>The spec of this repository with an edit.</summary>
internal static class RepositoryCopy
{
    /// <summary>Writes it to a folder, with one piece of one file in place of another; the piece must stand there once.</summary>
    public static void Write(TemporaryFolder folder, string edited, string piece, string edit)
    {
        var found = false;
        foreach (var path in Directory.EnumerateFiles(Repository.Spec, "*.yaml", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(Repository.Spec, path).Replace('\\', '/');
            var text = File.ReadAllText(path);
            if (name == edited)
            {
                var at = text.IndexOf(piece, StringComparison.Ordinal);
                Assert.True(at >= 0 && at == text.LastIndexOf(piece, StringComparison.Ordinal), $"'{piece}' does not stand once in {name}.");
                text = text.Remove(at, piece.Length).Insert(at, edit);
                found = true;
            }

            folder.Write(name, text);
        }

        Assert.True(found, $"There is no {edited}.");
    }
}
