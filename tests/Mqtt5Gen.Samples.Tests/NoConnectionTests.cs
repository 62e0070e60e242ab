using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Samples.Tests.Harness;

namespace Mqtt5Gen.Samples.Tests;

/// <summary>A sample whose server cannot be used says so in one line, and fails.</summary>
public sealed class NoConnectionTests(ScramBroker refusing) : IClassFixture<ScramBroker>
{
    /// <summary>The outbox is meant to go on without a server: its own tests say what it does.</summary>
    public static TheoryData<string> Samples => [.. Sample.Names.Except(["Outbox"])];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task AServerThatCannotBeReachedIsNamed(string sample)
    {
        using var closed = new ClosedPort();
        Assert.Equal($"Cannot reach {closed.Server}: Connection refused.", await FailAsync(sample, closed.Server));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task ARefusalIsSaid(string sample) =>
        Assert.StartsWith("The server refused the connection (NotAuthorized).", await FailAsync(sample, $"mqtt://127.0.0.1:{refusing.Port}"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task WhatIsNoServerIsSaid(string sample) => Assert.Contains("'localhost'", await FailAsync(sample, "localhost"), StringComparison.Ordinal);

    [Fact]
    public async Task AnOutboxThatIsRefusedSaysSoAndKeepsWhatItAccepted()
    {
        var folder = Directory.CreateTempSubdirectory("mqtt5gen-samples-");
        try
        {
            await using var process = SampleProcess.Start("Outbox", $"mqtt://127.0.0.1:{refusing.Port}", Path.Combine(folder.FullName, "outbox.db"));
            await process.WriteLinesAsync("one");
            process.EndInput();
            var (code, _, errors) = await process.EndAsync();
            Assert.Equal(1, code);
            Assert.Contains("NotAuthorized", Assert.Single(errors), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> FailAsync(string sample, string server)
    {
        await using var process = SampleProcess.Start(sample, server);
        process.EndInput();
        var (code, _, errors) = await process.EndAsync();
        Assert.Equal(1, code);
        return Assert.Single(errors);
    }
}
