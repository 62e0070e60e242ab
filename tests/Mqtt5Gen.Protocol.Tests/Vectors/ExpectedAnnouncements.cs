using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Protocol.Tests.Vectors;

/// <summary>What a vector says was announced: by the side that can announce it, or by the packet's receiver if both can.</summary>
internal static class ExpectedAnnouncements
{
    public static (Announced Client, Announced Server) Of(Vector vector)
    {
        var client = new YamlMappingNode();
        var server = new YamlMappingNode();
        foreach (var (key, value) in vector.Announced!.Children)
        {
            (Announcer(key.ToString(), vector.Sender) is Role.Server ? server : client).Add(key, value);
        }

        return ((Announced)ExpectedObject.Build(typeof(Announced), client), (Announced)ExpectedObject.Build(typeof(Announced), server));
    }

    private static Role Announcer(string name, Role sender)
    {
        var inConnect = typeof(ConnectProperties).GetProperty(name) is not null;
        if (typeof(ConnAckProperties).GetProperty(name) is null) return Role.Client;
        return inConnect && sender is Role.Server ? Role.Client : Role.Server;
    }
}
