using System.Threading.Channels;
using Mqtt5Gen.Interop.Tests.Harness;
using Mqtt5Gen.Sessions;
using MQTTnet;
using MQTTnet.Protocol;

namespace Mqtt5Gen.Interop.Tests.MqttNet;

/// <summary>MQTTnet's side of SCRAM-SHA-256: its client carries the packets, our half of the mechanism says what is in them.</summary>
internal sealed class ScramHandler(string password) : IMqttEnhancedAuthenticationHandler
{
    private readonly Channel<byte[]> _concluded = Channel.CreateUnbounded<byte[]>();

    public ScramClient Scram { get; private set; } = New(password);

    /// <summary>The data of the AUTH that told of success.</summary>
    public async Task<byte[]> ConcludedAsync() => await _concluded.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(ChildProcess.Deadline);

    public void Restart() => Scram = New(password);

    public async Task HandleEnhancedAuthenticationAsync(MqttEnhancedAuthenticationEventArgs eventArgs)
    {
        if (eventArgs.ReasonCode is MqttAuthenticateReasonCode.Success)
        {
            await _concluded.Writer.WriteAsync(eventArgs.AuthenticationData);
            return;
        }

        Assert.True(Scram.TryAnswer(eventArgs.AuthenticationData, out var answer));
        await eventArgs.SendAsync(new SendMqttEnhancedAuthenticationDataOptions { Data = answer }, eventArgs.CancellationToken);
    }

    private static ScramClient New(string password) => new(ScramBroker.User, password, Guid.NewGuid().ToString("N"));
}
