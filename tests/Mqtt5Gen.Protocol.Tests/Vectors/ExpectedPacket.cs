using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Protocol.Tests.Vectors;

/// <summary>Builds what a vector's <c>fields</c> describe; what they leave out has its default.</summary>
internal static class ExpectedPacket
{
    /// <summary>The packet of <paramref name="type"/> that <paramref name="fields"/> describe.</summary>
    public static object Build(PacketType type, YamlMappingNode fields) => ExpectedObject.Build(PacketClass(type), fields);

    public static Type PacketClass(PacketType type) => typeof(Publish).Assembly.GetType($"{typeof(Publish).Namespace}.{type}", throwOnError: true)!;
}
