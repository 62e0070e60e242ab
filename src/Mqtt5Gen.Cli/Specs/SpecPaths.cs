using Microsoft.Extensions.FileSystemGlobbing;

namespace Mqtt5Gen.Cli.Specs;

/// <summary>Finds the spec files that an argument of the command line means: a file, a folder or a pattern.</summary>
internal static class SpecPaths
{
    private const string Extension = ".yaml";
    private const char Wildcard = '*';
    private const char Separator = '/';
    private const string InAllFolders = "**/*" + Extension;

    /// <summary>The files, each as the user would write its path; never none.</summary>
    public static IReadOnlyList<string> Find(string argument)
    {
        if (File.Exists(argument)) return [Tidy(argument)];
        if (Directory.Exists(argument)) return OrNone(Matches(argument, InAllFolders), $"the folder '{argument}' holds no {Extension} file");
        if (argument.Contains(Wildcard)) return OrNone(Matches(".", argument), $"no file matches '{argument}'");

        throw new CliException($"there is no file or folder '{argument}'");
    }

    private static IReadOnlyList<string> OrNone(IReadOnlyList<string> found, string message) => found.Count > 0 ? found : throw new CliException(message);

    private static string[] Matches(string folder, string pattern)
    {
        try
        {
            // The library knows * and **, and folders only below the one it searches.
            var (root, below) = Split(folder, pattern);
            var matcher = new Matcher(StringComparison.Ordinal);
            matcher.AddInclude(below);
            return
            [
                .. matcher.GetResultsInFullPath(root)
                    .Select(path => Tidy(Path.Combine(root, Path.GetRelativePath(root, path))))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{folder}' cannot be read: {e.Message}");
        }
    }

    // What stands before the first wildcard is a folder.
    private static (string Root, string Pattern) Split(string folder, string pattern)
    {
        var path = pattern.Replace('\\', Separator);
        var cut = path.LastIndexOf(Separator, path.IndexOf(Wildcard)) + 1;
        return cut == 0 ? (folder, path) : (path[..cut], path[cut..]);
    }

    private static string Tidy(string path)
    {
        var tidy = path.Replace('\\', Separator);
        return tidy.StartsWith("./", StringComparison.Ordinal) ? tidy[2..] : tidy;
    }
}
