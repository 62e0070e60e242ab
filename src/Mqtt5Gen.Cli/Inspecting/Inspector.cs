using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Inspecting;

/// <summary>Reads the packets of a stream of bytes, one after the other.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="version">The version that was told, or null: the newest, until a packet states its own.</param>
/// <param name="from">Who was told to send them, or null.</param>
internal sealed class Inspector(SpecProtocol protocol, ProtocolVersion? version, Role? from)
{
    private readonly PacketDecoder _decoder = new(protocol);

    /// <summary>The packets; what cannot be told apart any more is left out.</summary>
    public IEnumerable<InspectedPacket> Read(ReadOnlyMemory<byte> input)
    {
        var current = version ?? protocol.Versions[^1];
        for (var offset = 0; offset < input.Length;)
        {
            var packet = ReadOne(input[offset..], offset, current);
            yield return packet;
            if (packet.Decoded.Head.Length is not { } length) yield break;

            if (version is null && packet.IsFine) current = packet.Decoded.Version;
            offset += length;
        }
    }

    private InspectedPacket ReadOne(ReadOnlyMemory<byte> input, int offset, ProtocolVersion current)
    {
        if (from is { } told) return new(offset, _decoder.Decode(input, current, told), told, SenderSource.Told);

        var decoded = _decoder.Decode(input, current, Role.Client);
        if (decoded.Packet is not { } packet) return new(offset, decoded, Role.Client, SenderSource.Assumed);

        var byClient = packet.IsSentBy(Role.Client, decoded.Version);
        var byServer = packet.IsSentBy(Role.Server, decoded.Version);
        if (byClient && !byServer) return new(offset, decoded, Role.Client, SenderSource.Only);

        var fromServer = _decoder.Decode(input, current, Role.Server);
        if (byServer && !byClient) return new(offset, fromServer, Role.Server, SenderSource.Only);

        return decoded.Broken is not null && fromServer.Content is not null
            ? new(offset, fromServer, Role.Server, SenderSource.Valid)
            : new(offset, decoded, Role.Client, SenderSource.Assumed);
    }
}
