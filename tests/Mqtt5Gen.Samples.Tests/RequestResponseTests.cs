using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Samples.Tests.Harness;

namespace Mqtt5Gen.Samples.Tests;

/// <summary>The sample RequestResponse with one server.</summary>
public abstract class RequestResponseTests(IBroker broker)
{
    [Fact]
    public async Task ARequestIsAnsweredAndOneToNobodyIsSaidToBe()
    {
        await using var requests = SampleProcess.Start("RequestResponse", $"mqtt://127.0.0.1:{broker.Port}");

        Assert.Equal(
            [
                "samples/celsius of 68: 20.0",
                "samples/celsius of warm: not a number",
                "samples/kelvin of 68: Nobody has subscribed to 'samples/kelvin'.",
            ],
            await requests.SucceedAsync());
    }
}
