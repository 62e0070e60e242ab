using System.IO.Compression;
using Mqtt5Gen.Packages.Tests.Harness;

[assembly: AssemblyFixture(typeof(Feed))]

namespace Mqtt5Gen.Packages.Tests.Harness;

/// <summary>All packages, packed once, in a folder outside the repository that is gone after the tests.</summary>
public sealed class Feed : IAsyncLifetime
{
    // The consumers need no package but ours, so no other source is asked: what is in the feed is what is tested.
    private const string Settings = """
        <configuration>
          <packageSources>
            <clear />
            <add key="local" value="feed" />
          </packageSources>
          <config>
            <add key="globalPackagesFolder" value="packages" />
          </config>
        </configuration>
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("mqtt5gen-packages-").FullName;

    private string Folder => Path.Combine(_root, "feed");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "nuget.config"), Settings);
        File.Copy(Path.Combine(Repository.Root, "global.json"), Path.Combine(_root, "global.json"));
        (await DotNet.RunAsync(Repository.Tests, "build", "Harness/Pack.proj", $"-p:PackageOutputPath={Folder}", "-v:q", "-warnaserror", "-warnNotAsError:NU1900")).Succeeded();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The names of the files in the feed.</summary>
    internal IEnumerable<string> Files => Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>Opens a package, or its symbols.</summary>
    internal ZipArchive Open(string file) => ZipFile.OpenRead(Path.Combine(Folder, file));

    /// <summary>A copy of a consumer, outside the repository.</summary>
    internal Consumer Copy(string consumer)
    {
        var from = Path.Combine(Repository.Tests, "Consumers", consumer);
        var to = Directory.CreateDirectory(Path.Combine(_root, Guid.NewGuid().ToString("N"), consumer)).FullName;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new(to);
    }
}
