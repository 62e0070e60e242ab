using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Parsing;
using SpecModel = Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Protocol.Tests.Interpreting;

/// <summary>The spec itself as a codec, beside the generated one.</summary>
internal static class Interpreter
{
    private static readonly PacketDecoder Packets;
    private static readonly PacketEncoder Encoder;
    private static readonly LimitCheck Limits;

    static Interpreter()
    {
        var files = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "spec"), "*.yaml", SearchOption.AllDirectories);
        Protocol = SpecLinker.Link(new(files.Select(path => SpecFile.Parse(path, File.ReadAllText(path))))).Protocol!;
        (Packets, Encoder, Limits) = (new(Protocol), new(Protocol), new(Protocol));
    }

    public static SpecModel.Protocol Protocol { get; }

    public static DecodedPacket Decode(ReadOnlyMemory<byte> input, ProtocolVersion version, Role sender, long maximumSize = long.MaxValue) =>
        Packets.Decode(input, Version(version), Sender(sender), maximumSize);

    public static byte[] Encode(PacketContent content) => Encoder.Encode(content);

    /// <summary>The name of the limit that the packet breaks, or null.</summary>
    public static string? BrokenLimit(PacketContent content, Announcements announcements) => Limits.Broken(content, announcements)?.Name;

    public static SpecModel.ProtocolVersion Version(ProtocolVersion version) => Protocol.Versions.First(known => known.Number == (int)version);

    public static SpecModel.Role Sender(Role sender) => sender is Role.Client ? SpecModel.Role.Client : SpecModel.Role.Server;
}
