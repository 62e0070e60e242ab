using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Xml.Linq;
using Mqtt5Gen.Packages.Tests.Harness;

namespace Mqtt5Gen.Packages.Tests;

/// <summary>What is in the packages, and what is not.</summary>
public sealed class PackageTests(Feed feed)
{
    private const string Generators = "Mqtt5Gen.Generators";

    private static readonly string[] Libraries =
    [
        "Mqtt5Gen.Wire", "Mqtt5Gen.Protocol", "Mqtt5Gen.Sessions", "Mqtt5Gen.Client", "Mqtt5Gen.Client.Hosting", "Mqtt5Gen.Client.Sqlite", "Mqtt5Gen.Broker", "Mqtt5Gen.Broker.AspNetCore",
    ];

    // What each is expected to bring: its own neighbour below, and of others only what .NET applications have anyway, or what the package is for.
    public static TheoryData<string, string> Dependencies => new()
    {
        { Generators, "Mqtt5Gen.Wire" },
        { "Mqtt5Gen.Wire", "" },
        { "Mqtt5Gen.Protocol", "Mqtt5Gen.Wire" },
        { "Mqtt5Gen.Sessions", "Mqtt5Gen.Protocol" },
        { "Mqtt5Gen.Client", "Mqtt5Gen.Sessions Microsoft.Extensions.Logging.Abstractions" },
        { "Mqtt5Gen.Client.Hosting", "Mqtt5Gen.Client Microsoft.Extensions.Hosting.Abstractions Microsoft.Extensions.Options Microsoft.Extensions.Logging.Abstractions" },
        { "Mqtt5Gen.Client.Sqlite", "Mqtt5Gen.Client Microsoft.Data.Sqlite Microsoft.Extensions.Logging.Abstractions" },
        { "Mqtt5Gen.Broker", "Mqtt5Gen.Sessions" },
        { "Mqtt5Gen.Broker.AspNetCore", "Mqtt5Gen.Broker" },
    };

    public static TheoryData<string> Packages => [Generators, .. Libraries];

    public static TheoryData<string> WithLibrary => [.. Libraries];

    [Fact]
    public void ThereAreThePackagesAndTheTool() =>
        Assert.Equal(
            Libraries.Append("Mqtt5Gen.Cli").SelectMany(name => new[] { Name(name), Symbols(name) }).Append(Name(Generators)).Order(StringComparer.Ordinal),
            feed.Files);

    [Theory]
    [MemberData(nameof(Dependencies))]
    public void APackageBringsWhatItStandsOnAndNothingElse(string package, string dependency) =>
        Assert.Equal(dependency, string.Join(' ', Nuspec(package).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value)));

    [Theory]
    [MemberData(nameof(Packages))]
    public void APackageSaysWhatItIs(string package)
    {
        var said = Nuspec(package).Descendants().Where(element => !element.HasElements).ToLookup(element => element.Name.LocalName, element => element.Value);
        using var archive = feed.Open(Name(package));

        Assert.Equal("MIT", said["license"].Single());
        Assert.True(said["description"].Single().Length > 60);
        Assert.Contains("mqtt", said["tags"].Single().Split(' '));
        Assert.Equal("README.md", said["readme"].Single());
        Assert.StartsWith($"# {package}\n", Text(archive, "README.md"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithLibrary))]
    public void ALibraryIsDocumentedAndHasSymbols(string package)
    {
        using var archive = feed.Open(Name(package));
        using var symbols = feed.Open(Symbols(package));

        Assert.Contains($"<name>{package}</name>", Text(archive, $"lib/net10.0/{package}.xml"), StringComparison.Ordinal);
        Assert.NotNull(archive.GetEntry($"lib/net10.0/{package}.dll"));
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{package}.pdb"));
    }

    [Fact]
    public void TheGeneratorHasWhatItNeedsBesideItAndMqttInside()
    {
        using var archive = feed.Open(Name(Generators));
        var names = archive.Entries.Select(entry => entry.FullName).ToList();

        Assert.Equal(
            ["Mqtt5Gen.Generators.dll", "Mqtt5Gen.Spec.dll", "YamlDotNet.dll"],
            names.Where(name => name.StartsWith("analyzers/dotnet/cs/", StringComparison.Ordinal)).Select(name => Path.GetFileName(name)).Order(StringComparer.Ordinal));
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "spec"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
            names.Where(name => name.StartsWith("spec/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var folder in new[] { "build", "buildTransitive" })
        {
            Assert.Contains($"{folder}/{Generators}.props", names);
            Assert.Contains($"{folder}/{Generators}.targets", names);
        }
    }

    [Fact]
    public void NothingOfOursNamesAFolderOfTheMachineThatBuiltIt()
    {
        var folders = new[] { Repository.Root, Path.TrimEndingDirectorySeparator(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)) };
        byte[][] traces = [.. folders.Where(folder => folder.Length > 1).SelectMany(folder => new[] { Encoding.UTF8.GetBytes(folder), Encoding.Unicode.GetBytes(folder) })];

        var documents = 0;
        foreach (var (name, bytes) in Contents().Where(file => IsOurs(file.Name) || !file.Name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            Assert.All(traces, trace => Assert.True(bytes.AsSpan().IndexOf(trace) < 0, name));
            foreach (var document in Documents(name, bytes))
            {
                Assert.True(document.StartsWith("/_/", StringComparison.Ordinal) || !Path.IsPathRooted(document), $"{name}: {document}");
                documents++;
            }
        }

        Assert.True(documents > 300, $"Only {documents} source files were found in the symbols.");
    }

    [Fact]
    public void WhatIsBuiltAgainIsTheSame()
    {
        var ours = Contents().Where(file => IsOurs(file.Name) && file.Name.EndsWith(".dll", StringComparison.Ordinal)).ToList();

        Assert.True(ours.Count > Libraries.Length);
        foreach (var (name, bytes) in ours)
        {
            using var image = new PEReader([.. bytes]);
            Assert.True(image.ReadDebugDirectory().Any(entry => entry.Type is DebugDirectoryEntryType.Reproducible), name);
        }
    }

    private static bool IsOurs(string name) => Path.GetFileName(name).StartsWith("Mqtt5Gen", StringComparison.Ordinal);

    private static IEnumerable<string> Documents(string name, byte[] bytes)
    {
        using var image = name.EndsWith(".dll", StringComparison.Ordinal) ? new PEReader([.. bytes]) : null;
        var embedded = image?.ReadDebugDirectory().FirstOrDefault(entry => entry.Type is DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = name.EndsWith(".pdb", StringComparison.Ordinal) ? MetadataReaderProvider.FromPortablePdbImage([.. bytes])
            : embedded is { DataSize: > 0 } entry ? image!.ReadEmbeddedPortablePdbDebugDirectoryData(entry)
            : null;
        if (provider?.GetMetadataReader() is not { } reader) return [];

        return [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];
    }

    private IEnumerable<(string Name, byte[] Bytes)> Contents()
    {
        foreach (var file in feed.Files)
        {
            using var archive = feed.Open(file);
            foreach (var entry in archive.Entries) yield return ($"{file}/{entry.FullName}", Bytes(entry));
        }
    }

    private XDocument Nuspec(string package)
    {
        using var archive = feed.Open(Name(package));
        return XDocument.Parse(Text(archive, $"{package}.nuspec").TrimStart('\uFEFF'));
    }

    private string Name(string package) => feed.Files.Single(file => file.StartsWith(package + ".0", StringComparison.Ordinal) && file.EndsWith(".nupkg", StringComparison.Ordinal));

    private string Symbols(string package) => Path.ChangeExtension(Name(package), ".snupkg");

    private static string Text(ZipArchive archive, string name) => Encoding.UTF8.GetString(Bytes(archive.GetEntry(name)!));

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
