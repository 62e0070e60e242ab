using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>What was asked cannot be done: the server or one of its limits stands against it.</summary>
public class MqttException : Exception
{
    /// <summary>A failure with its Reason Code.</summary>
    public MqttException(string message, ReasonCode reasonCode, Exception? innerException = null)
        : base(message, innerException) => ReasonCode = reasonCode;

    /// <summary>The Reason Code that tells the failure (2.4).</summary>
    public ReasonCode ReasonCode { get; }

    internal static MqttException OfLimit(Violation violation) => new(
        $"The server's limits do not allow this: {violation.Rule} ({violation.Rule.Id() ?? violation.Rule.Section()}), {violation.Answer}.",
        violation.Answer);
}
