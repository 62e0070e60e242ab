namespace Mqtt5Gen.Client;

/// <summary>Attributes of OpenTelemetry's conventions for messaging. A topic and a Client Identifier are never attributes of a metric: there may be any number of them.</summary>
internal static class Attributes
{
    public const string System = "messaging.system";
    public const string Mqtt = "mqtt";
    public const string OperationName = "messaging.operation.name";
    public const string OperationType = "messaging.operation.type";
    public const string DestinationName = "messaging.destination.name";
    public const string ClientId = "messaging.client.id";
    public const string BodySize = "messaging.message.body.size";
    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string QoS = "mqtt.qos";

    public const string Publish = "publish";
    public const string Send = "send";
    public const string Receive = "receive";
    public const string Process = "process";

    /// <summary>The name of what went wrong: few in number, so that it can be counted by.</summary>
    public static string ErrorOf(Exception exception) => exception is MqttException known ? known.ReasonCode.ToString() : exception.GetType().FullName!;
}
