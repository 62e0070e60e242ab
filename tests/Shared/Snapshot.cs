namespace Mqtt5Gen.Testing;

/// <summary>
/// Text held against a file that somebody has read and accepted, by the file convention of Verify, whose packages are not on every registry:
/// NAME.verified.EXT is what was accepted, NAME.received.EXT is written beside it where the text differs.
/// </summary>
internal static class Snapshot
{
    private const string AcceptVariable = "ACCEPT_SNAPSHOTS";

    /// <summary>Compares the text with the accepted one.</summary>
    /// <param name="folder">The folder of the snapshot below the root of the repository.</param>
    /// <param name="name">What the text is.</param>
    /// <param name="extension">Without the dot.</param>
    /// <param name="text">The text as it is now.</param>
    public static void Match(string folder, string name, string extension, string text)
    {
        var verified = Path.Combine(RepositoryRoot.Path, folder, $"{name}.verified.{extension}");
        var received = Path.Combine(RepositoryRoot.Path, folder, $"{name}.received.{extension}");
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1") File.WriteAllText(verified, text);

        var accepted = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (accepted == text)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{Difference(accepted, text)}\nRead {received} against {verified}; {AcceptVariable}=1 in the environment of this test accepts it.");
    }

    private static string Difference(string? accepted, string text)
    {
        if (accepted is null) return "Nothing was accepted yet.";

        string[] before = accepted.Split('\n'), after = text.Split('\n');
        var line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"Line {line + 1} differs:\n- {Line(before, line)}\n+ {Line(after, line)}";
    }

    private static string Line(string[] lines, int line) => line < lines.Length ? lines[line] : "(the end)";
}
