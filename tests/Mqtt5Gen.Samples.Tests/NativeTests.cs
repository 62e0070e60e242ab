using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Samples.Tests.Harness;

namespace Mqtt5Gen.Samples.Tests;

/// <summary>The client, its outbox and its JSON in native code.</summary>
public sealed class NativeTests(NativeProgram program, Mqtt5GenServer server, ITestOutputHelper output) : IClassFixture<NativeProgram>, IClassFixture<Mqtt5GenServer>
{
    private static readonly string[] Expected =
    [
        "AtMostOnce: Reading { Room = kitchen, Celsius = 20 }",
        "AtLeastOnce: Reading { Room = kitchen, Celsius = 20.5 }",
        "ExactlyOnce: Reading { Room = kitchen, Celsius = 21 }",
        "in place: 1000 bytes",
        "response: NATIVE",
        "outbox: 0 messages are left",
    ];

    [Fact]
    public void ItIsOneFileOfMachineCode()
    {
        var file = new FileInfo(program.File);
        output.WriteLine($"Native: {file.Length / 1e6:F1} MB");
        Assert.False(File.Exists(program.File + ".dll"));
        Assert.False(File.Exists(program.File + ".runtimeconfig.json"));
    }

    [Fact]
    public Task ItDoesOverTcpWhatItDoesElsewhere() => RunAsync($"mqtt://127.0.0.1:{server.Port}");

    [Fact]
    public Task ItDoesOverAWebSocketWhatItDoesElsewhere() => RunAsync(server.WebSocket.ToString());

    [Theory]
    [InlineData("mqtt")]
    [InlineData("mqtts")]
    [InlineData("ws")]
    [InlineData("wss")]
    public async Task AServerThatCannotBeReachedIsOneLine(string scheme)
    {
        using var closed = new ClosedPort();
        await using var process = SampleProcess.StartProgram(program.File, closed.Server.Replace("mqtt", scheme, StringComparison.Ordinal));
        var (code, _, errors) = await process.EndAsync();
        Assert.Equal(1, code);
        Assert.StartsWith($"Cannot reach {scheme}://127.0.0.1:", Assert.Single(errors), StringComparison.Ordinal);
    }

    /// <summary>Without native code, it is the same program.</summary>
    [Fact]
    public async Task ItDoesTheSameWhenItIsNotCompiledAhead()
    {
        await using var process = SampleProcess.Start("Native", $"mqtt://127.0.0.1:{server.Port}");
        Assert.Equal(Expected, await process.SucceedAsync());
    }

    private async Task RunAsync(string uri)
    {
        await using var process = SampleProcess.StartProgram(program.File, uri);
        Assert.Equal(Expected, await process.SucceedAsync());
    }
}
