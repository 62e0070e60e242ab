using System.Diagnostics;
using System.Globalization;
using Mqtt5Gen.Packages.Tests.Harness;

namespace Mqtt5Gen.Packages.Tests;

/// <summary>A project that adds to MQTT: the client and the broker of the packages run on what it generates.</summary>
public sealed class VendorMqttTests(Feed feed, ITestOutputHelper log)
{
    private const string Overlay = "Mqtt5Gen.Protocol/acme.yaml";
    private const string Program = "Acme/Program.cs";

    private readonly Consumer _consumer = feed.Copy("VendorMqtt");

    [Fact]
    public async Task APropertyOfAVendorArrivesAtTheSubscriberAndASecondOneIsOneEditAndOneBuild()
    {
        (await _consumer.RestoreAsync("Acme")).Succeeded();
        Assert.Contains(" 0 Warning(s)", (await _consumer.BuildAsync("Acme")).Succeeded(), StringComparison.Ordinal);
        Assert.Equal("acme/news: hello, by gate 7", (await _consumer.RunAsync("Acme")).TrimEnd());

        _consumer.Edit(Overlay, "properties:\n", "properties:\n  - { id: 0x81, name: AcmeHops, type: u8, allowed: [PUBLISH], about: How many gates it came by. }\n");
        await BuildAfterAnEdit("The protocol, after a property was added to its spec", "Mqtt5Gen.Protocol");

        _consumer.Edit(Program, "AcmeTrace = \"gate 7\"", "AcmeTrace = \"gate 7\", AcmeHops = 3");
        _consumer.Edit(Program, "{message.Properties?.AcmeTrace}", "{message.Properties?.AcmeTrace} and {message.Properties?.AcmeHops} more");
        await BuildAfterAnEdit("The program that uses it", "Acme");
        Assert.Equal("acme/news: hello, by gate 7 and 3 more", (await _consumer.RunAsync("Acme")).TrimEnd());
    }

    [Fact]
    public async Task AFaultOfTheOverlayIsACompileErrorInIt()
    {
        _consumer.Edit(Overlay, "[PUBLISH]", "[PUBLISHED]");
        (await _consumer.RestoreAsync("Mqtt5Gen.Protocol")).Succeeded();

        var build = (await _consumer.BuildAsync("Mqtt5Gen.Protocol")).Failed();

        Assert.Contains($"{_consumer.Path(Overlay)}(3,56): error MQS", build, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'PUBLISH'?", build, StringComparison.Ordinal);
    }

    private async Task BuildAfterAnEdit(string what, string project)
    {
        var watch = Stopwatch.StartNew();
        (await _consumer.BuildAsync(project)).Succeeded();
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: one edit, one dotnet build, {watch.Elapsed.TotalSeconds:F1} s."));
    }
}
