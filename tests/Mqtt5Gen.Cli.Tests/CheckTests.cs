using System.Text.Json;
using Mqtt5Gen.Cli.Tests.Harness;

namespace Mqtt5Gen.Cli.Tests;

public sealed class CheckTests
{
    private const string Tiny = """
        protocol: NEWS
        versions: [{ name: "1", number: 1 }]
        roles: [client, server]
        """;

    [Theory]
    [InlineData("mqtt")]
    [InlineData(null)]
    public async Task TheSpecOfMqttHasNoFault(string? argument)
    {
        var run = await CliRun.Of("spec", "check", argument ?? Repository.Spec);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"^\d+ files, 0 errors, 0 warnings$", Assert.Single(run.Lines));
    }

    [Fact]
    public async Task TheToolCarriesTheSpecOfTheRepository()
    {
        var embedded = await CliRun.Of("spec", "check", "mqtt");
        var repository = await CliRun.Of("spec", "check", Repository.Spec);

        Assert.Equal(repository.Out, embedded.Out);
    }

    [Fact]
    public async Task AFaultIsTheLineThatTheCompilerWrites()
    {
        using var folder = new TemporaryFolder();
        RepositoryCopy.Write(folder, "packets/03-publish.yaml", "type: rest", "type: rests");

        var run = await CliRun.Of("spec", "check", folder.Root);

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            [
                folder.Path("packets/03-publish.yaml(27,28): error MQS101: Found 'rests', expected a wire type. Did you mean 'rest'?"),
                $"{EmbeddedCount} files, 1 error, 0 warnings",
            ],
            run.Lines);
    }

    [Fact]
    public async Task FaultsStandInTheOrderOfFilesAndLines()
    {
        using var folder = new TemporaryFolder();
        folder.Write("b.yaml", "rules: []\nrulez: []\nerrorz: []\n");
        folder.Write("a.yaml", "propertiez: []\n");

        var run = await CliRun.Of("spec", "check", folder.Path("b.yaml"), folder.Path("a.yaml"));

        Assert.Equal(1, run.ExitCode);
        var places = run.Lines.SkipLast(1).Select(line => line[folder.Root.Length..line.IndexOf(':', folder.Root.Length)]);
        Assert.Equal(["/a.yaml(1,1)", "/b.yaml(2,1)", "/b.yaml(3,1)"], places);
    }

    [Fact]
    public async Task JsonHoldsEveryFaultWithItsPlace()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.yaml", "\n  propertiez: []\n");

        var run = await CliRun.Of("spec", "check", "--format", "json", path);

        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal((1, 1), (json.RootElement.GetProperty("files").GetInt32(), json.RootElement.GetProperty("errors").GetInt32()));
        var fault = json.RootElement.GetProperty("diagnostics").EnumerateArray().Single(fault => fault.GetProperty("id").GetString() == "MQS002");
        Assert.Equal((path, "error"), (fault.GetProperty("file").GetString(), fault.GetProperty("severity").GetString()));
        Assert.Equal((2, 3, 13), (fault.GetProperty("line").GetInt32(), fault.GetProperty("column").GetInt32(), fault.GetProperty("endColumn").GetInt32()));
    }

    [Fact]
    public async Task AnnotationsAreEscaped()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a,b.yaml", "\"100%\": []\n");

        var run = await CliRun.Of("spec", "check", "--format", "github", path);

        Assert.Contains(
            run.Lines,
            line => line.StartsWith($"::error file={folder.Root}/a%2Cb.yaml,line=1,endLine=1,col=1,endColumn=7,title=MQS002::Found '100%25'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFileThatIsNamedTwiceIsReadOnce()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tiny.yaml", Tiny);

        var run = await CliRun.Of("spec", "check", folder.Root, folder.Path("tiny.yaml"), folder.Path("./tiny.yaml"));

        Assert.StartsWith("1 file,", run.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*.yaml", 1)]
    [InlineData("**/*.yaml", 3)]
    [InlineData("inner/*.yaml", 2)]
    [InlineData("in*/a.*", 1)]
    public async Task APatternFindsFiles(string pattern, int count)
    {
        using var folder = new TemporaryFolder();
        folder.Write("tiny.yaml", Tiny);
        folder.Write("inner/a.yaml", "");
        folder.Write("inner/b.yaml", "");
        folder.Write("inner/notes.md", "");

        var run = await CliRun.Of("spec", "check", folder.Path(pattern));

        Assert.StartsWith(count == 1 ? "1 file," : $"{count} files,", run.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.yaml", "there is no file or folder '{0}'")]
    [InlineData("missing/", "there is no file or folder '{0}'")]
    [InlineData("missing/*.yaml", "no file matches '{0}'")]
    [InlineData("*.yaml", "no file matches '{0}'")]
    [InlineData("", "the folder '{0}' holds no .yaml file")]
    public async Task WhatIsNotThereIsTold(string name, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("notes.md", "");

        var run = await CliRun.Of("spec", "check", folder.Path(name));

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Equal(string.Format(null, message, folder.Path(name)), run.Error.TrimEnd());
    }

    private static int EmbeddedCount => Directory.GetFiles(Repository.Spec, "*.yaml", SearchOption.AllDirectories).Length;
}
