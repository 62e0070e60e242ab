namespace Mqtt5Gen.Server.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mqtt-server-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("'--foo' is not an option; --help lists them", "--foo")]
    [InlineData("'now' is not an option; --help lists them", "now")]
    [InlineData("Required argument missing for option: '--listen'.", "--listen")]
    [InlineData("cannot listen on 1883: it is not a URL; give mqtt://HOST:PORT, ws://HOST:PORT/PATH or unix:/PATH", "--listen", "1883")]
    [InlineData("cannot listen on mqtt:localhost: it is not a URL; give mqtt://HOST:PORT, ws://HOST:PORT/PATH or unix:/PATH", "--listen", "mqtt:localhost")]
    [InlineData("cannot listen on http://localhost: the scheme http is not known; give mqtt://HOST:PORT, ws://HOST:PORT/PATH or unix:/PATH", "--listen", "http://localhost")]
    [InlineData("cannot listen on mqtts://localhost: mqtts is not supported yet; give mqtt://HOST:PORT, ws://HOST:PORT/PATH or unix:/PATH", "--listen", "mqtts://localhost")]
    [InlineData("cannot listen on ws://localhost:0/mqtt?x: after the path nothing may follow", "--listen", "ws://localhost:0/mqtt?x")]
    [InlineData("cannot listen on wss://localhost: wss is not supported yet; give mqtt://HOST:PORT, ws://HOST:PORT/PATH or unix:/PATH", "--listen", "wss://localhost")]
    [InlineData("cannot listen on mqtt://localhost:65536: the port must be a whole number from 0 (any free port) to 65535", "--listen", "mqtt://localhost:65536")]
    [InlineData("cannot listen on mqtt://localhost:-1: the port must be a whole number from 0 (any free port) to 65535", "--listen", "mqtt://localhost:-1")]
    [InlineData("cannot listen on mqtt://example.org: the host must be an IP address of this machine, localhost, or * for all addresses", "--listen", "mqtt://example.org")]
    [InlineData("cannot listen on mqtt://::1:1883: an IPv6 address stands in brackets, as in mqtt://[::1]:1883", "--listen", "mqtt://::1:1883")]
    [InlineData("cannot listen on unix:here: give the whole path, as in unix:/run/mqtt.sock", "--listen", "unix:here")]
    [InlineData(
        "cannot listen on mqtt://*:0: other machines could connect without authentication; set Mqtt:AllowAnonymous=true to allow that, or listen on localhost",
        "--listen",
        "mqtt://*:0")]
    [InlineData("'--Mqtt:AllowAnonymous' has no value; write --Mqtt:AllowAnonymous=VALUE", "--Mqtt:AllowAnonymous")]
    [InlineData("'--Mqt:AllowAnonymous=true': the configuration has no section Mqt; the sections are Mqtt and Logging", "--Mqt:AllowAnonymous=true")]
    [InlineData("Mqtt:AllowAnonymus is not a known key; the nearest is Mqtt:AllowAnonymous", "--Mqtt:AllowAnonymus=true")]
    [InlineData("Mqtt:Limits:PacketSize is not a known key; the nearest is Mqtt:Limits:MaximumPacketSize", "--Mqtt:Limits:PacketSize=1")]
    [InlineData("Mqtt:AllowAnonymous is 'yes'; it must be true or false", "--Mqtt:AllowAnonymous=yes")]
    [InlineData("Mqtt:Limits:ReceiveMaximum is '0'; it must be a whole number from 1 to 65535", "--Mqtt:Limits:ReceiveMaximum=0")]
    [InlineData("Mqtt:Listeners:0 is 'mqtt://localhost'; it must have a Url, as in Mqtt:Listeners:0:Url", "--Mqtt:Listeners:0=mqtt://localhost")]
    [InlineData("Mqtt:Listeners:0:Uri is not a known key; the nearest is Mqtt:Listeners:0:Url", "--Mqtt:Listeners:0:Uri=mqtt://localhost")]
    public async Task AMistakeIsOneLine(string line, params string[] args) => await AssertFails(line, args);

    [Fact]
    public async Task AMissingConfigurationFileIsOneLine()
    {
        var file = Path.Combine(_folder, "none.json");
        await AssertFails($"the configuration file {file} does not exist", "--config", file);
    }

    [Fact]
    public async Task AMalformedConfigurationFileIsOneLineThatNamesTheLine()
    {
        var file = Path.Combine(_folder, "bad.json");
        await File.WriteAllTextAsync(file, "{\n  \"Mqtt\": {\n    oops\n");
        var (_, errors) = await RunAsync(2, "--config", file);
        Assert.StartsWith($"the configuration file {file} cannot be read: line 3 is not valid JSON: ", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownKeyInAConfigurationFileIsOneLine()
    {
        var file = Path.Combine(_folder, "typo.json");
        await File.WriteAllTextAsync(file, """{ "Mqtt": { "Limits": { "QueuedMessage": 7 } } }""");
        await AssertFails("Mqtt:Limits:QueuedMessage is not a known key; the nearest is Mqtt:Limits:QueuedMessages", "--config", file);
    }

    [Fact]
    public async Task ADataDirectoryThatCannotBeMadeIsOneLine()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        var (_, errors) = await RunAsync(2, "--data", Path.Combine(file, "data"));
        Assert.StartsWith($"the data directory {file}/data cannot be used: ", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VersionIsPrinted()
    {
        var (output, errors) = await RunAsync(0, "--version");
        Assert.StartsWith("0.", Assert.Single(output), StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task HelpNamesEveryOption()
    {
        var (output, _) = await RunAsync(0, "--help");
        var text = string.Join('\n', output);
        Assert.All(["--listen <URL>", "--data <DIR>", "--config <FILE>", "--version", "--Mqtt:KEY=VALUE"], option => Assert.Contains(option, text, StringComparison.Ordinal));
    }

    private static async Task AssertFails(string line, params string[] args)
    {
        var (output, errors) = await RunAsync(2, args);
        Assert.Equal([line], errors);
        Assert.Empty(output);
    }

    private static async Task<(string[] Output, string[] Errors)> RunAsync(int exitCode, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var actual = await ServerCommand.RunAsync(args, output, errors).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(exitCode == actual, $"exit {actual}: {errors}");
        return (Lines(output), Lines(errors));
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
