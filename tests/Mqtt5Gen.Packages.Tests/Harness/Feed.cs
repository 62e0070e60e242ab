using System.IO.Compression;
using Mqtt5Gen.Packages.Tests.Harness;

[assembly: AssemblyFixture(typeof(Feed))]

namespace Mqtt5Gen.Packages.Tests.Harness;

/// <summary>All packages, packed once, and what they stand on, in a folder outside the repository that is gone after the tests.</summary>
public sealed class Feed : IAsyncLifetime
{
    // No other source is asked: what is in the feed is what is tested.
    private const string Sources = """
        <configuration>
          <packageSources>
            <clear />
            <add key="ours" value="feed" />
            <add key="others" value="others" />
          </packageSources>
        </configuration>
        """;

    // In the project and not in nuget.config, where NUGET_PACKAGES of the environment would win: what another build left in that folder is not tested.
    private const string Restored = """
        <Project>
          <PropertyGroup>
            <RestorePackagesPath>$(MSBuildThisFileDirectory)packages</RestorePackagesPath>
          </PropertyGroup>
        </Project>
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("mqtt5gen-packages-").FullName;

    private string Folder => Path.Combine(_root, "feed");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "nuget.config"), Sources);
        await File.WriteAllTextAsync(Path.Combine(_root, "Directory.Build.props"), Restored);
        File.Copy(Path.Combine(Repository.Root, "global.json"), Path.Combine(_root, "global.json"));
        (await DotNet.RunAsync(Repository.Tests, "build", "Harness/Pack.proj", $"-p:PackageOutputPath={Folder}", "-v:q", "-warnaserror", "-warnNotAsError:NU1900")).Succeeded();

        var others = Directory.CreateDirectory(Path.Combine(_root, "others")).FullName;
        foreach (var package in Repository.RestoredPackages()) File.Copy(package, Path.Combine(others, Path.GetFileName(package)), overwrite: true);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The names of the files in the feed that are ours.</summary>
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
