using System.Diagnostics;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>The activities of messages. Their names have no topic in them: names are counted by, and there may be any number of topics.</summary>
internal static class Spans
{
    public static Activity? StartPublish(in Outgoing message, string clientId, MeasuredServer server)
    {
        var tags = new TagList(server.Publishing)
        {
            { Attributes.DestinationName, message.Topic },
            { Attributes.ClientId, clientId },
            { Attributes.BodySize, message.Payload.Length },
            { Attributes.QoS, (int)message.QoS },
        };
        return MqttTelemetry.ActivitySource.StartActivity(ActivityKind.Producer, default, tags, name: Attributes.Publish);
    }

    public static Activity? StartProcess(string topic, QoS qos, int size, ActivityContext publisher)
    {
        var tags = new TagList(MeasuredServer.None.Processing)
        {
            { Attributes.DestinationName, topic },
            { Attributes.BodySize, size },
            { Attributes.QoS, (int)qos },
        };
        var parent = Activity.Current is null ? publisher : default;
        return MqttTelemetry.ActivitySource.StartActivity(ActivityKind.Consumer, parent, tags, publisher == default ? null : [new(publisher)], name: Attributes.Process);
    }

    public static void End(Activity? activity, string? error, string? description = null)
    {
        if (activity is null) return;
        if (error is not null)
        {
            activity.SetTag(Attributes.ErrorType, error);
            activity.SetStatus(ActivityStatusCode.Error, description);
        }

        activity.Dispose();
    }
}
