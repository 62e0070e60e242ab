using System.Text.RegularExpressions;

namespace Mqtt5Gen.Generators.Tests.Harness;

/// <summary>What generated code says of the bytes of a packet: the rule that it breaks, or the packet as it encodes it again.</summary>
internal sealed partial class Judge
{
    private readonly Func<byte[], bool, int, string> _judge;

    public Judge(GeneratorRun run)
    {
        var court = run.Beside(Source(run.Sources["Mqtt5Gen.Protocol.Dispatch.g.cs"])).Output.Load().GetType("Court", throwOnError: true)!;
        _judge = court.GetMethod("Judge")!.CreateDelegate<Func<byte[], bool, int, string>>();
    }

    public string Of(byte[] packet, bool isFromClient, int version) => _judge(packet, isFromClient, version);

    private static string Source(string dispatch) => $$"""
        using System;
        using Mqtt5Gen.Protocol;
        using Mqtt5Gen.Wire;

        public struct Bench(ProtocolVersion version) : IClientPackets, IServerPackets
        {
            public string Said { get; private set; } = "";

            {{string.Join("\n    ", View().Matches(dispatch).Select(match => match.Value).Distinct().Select(view => $"public void On(in {view} packet) => Said = Convert.ToHexString(packet.ToPacket().ToArray(version));"))}}
        }

        public static class Court
        {
            public static string Judge(byte[] packet, bool isFromClient, int version)
            {
                var status = FrameReader.TryRead(packet, uint.MaxValue, out var frame, out _);
                if (status != FrameStatus.Complete) return status.ToString();

                Bench bench = new((ProtocolVersion)version);
                var isRight = isFromClient
                    ? PacketDispatch.FromClient(ref bench, frame, (ProtocolVersion)version, out var violation)
                    : PacketDispatch.FromServer(ref bench, frame, (ProtocolVersion)version, out violation);
                return isRight ? bench.Said : violation.ToString();
            }
        }
        """;

    [GeneratedRegex(@"(?<=void On\(in )\w+(?= packet\))")]
    private static partial Regex View();
}
