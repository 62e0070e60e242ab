namespace Mqtt5Gen.Packages.Tests.Harness;

/// <summary>A project that has only the packages.</summary>
internal sealed class Consumer(string folder)
{
    public string Path(string file) => System.IO.Path.Combine(folder, file);

    public void Edit(string file, string piece, string edit)
    {
        var text = File.ReadAllText(Path(file));
        Assert.Contains(piece, text, StringComparison.Ordinal);
        File.WriteAllText(Path(file), text.Replace(piece, edit, StringComparison.Ordinal));
    }

    public Task<CommandResult> RestoreAsync(string project = ".") => DotNet.RunAsync(folder, "restore", project);

    public Task<CommandResult> BuildAsync(string project = ".", params string[] properties) => DotNet.RunAsync(folder, ["build", project, "--no-restore", .. properties]);

    /// <summary>Runs what is built.</summary>
    public async Task<string> RunAsync(string project = ".") => (await DotNet.RunAsync(folder, "run", "--no-build", "--project", project)).Succeeded();
}
