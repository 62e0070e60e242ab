using Mqtt5Gen.Conformance.Client;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Conformance.Statements;
using Mqtt5Gen.Protocol.Tests.Vectors;

namespace Mqtt5Gen.Conformance.Vectors;

/// <summary>A test for each vector that breaks a rule: the broker closes the connection with the answer that the standard names, and serves others.</summary>
internal static class BrokenPackets
{
    private const int VersionAt = 8;

    private static ReadOnlySpan<byte> ProtocolName => [0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T'];

    public static IEnumerable<TestCase> Cases() =>
        from path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "vectors"), "*.yaml").Order(StringComparer.Ordinal)
        from vector in VectorFile.Read(path)
        where vector.Breaks is not Rule.None && vector.Sender is Role.Client && vector.Announced is null
        select Case(vector);

    private static TestCase Case(Vector vector) => new(
        $"{vector.Name} is answered",
        "broken packets",
        vector.Version,
        [StatementOf(vector)],
        vector.Version switch
        {
            ProtocolVersion.V31 => Capability.V31,
            ProtocolVersion.V311 => Capability.V311,
            _ => Capability.None,
        },
        Profile.Usual,
        bench => RunAsync(bench, vector));

    private static string StatementOf(Vector vector)
    {
        var name = vector.Breaks.Id() ?? vector.Breaks.ToString();
        var id = vector.Version is ProtocolVersion.V311 ? Equivalents311.Of(name) : name;
        return StatementList.Find(id).BindsReceiver ? id : StatementList.BreachOf(id);
    }

    private static async Task RunAsync(Bench bench, Vector vector)
    {
        if (vector.Type is PacketType.Connect) await ConnectAsync(bench, vector);
        else await SendAsync(bench, vector);

        await bench.ExpectServiceAsync();
    }

    private static async Task ConnectAsync(Bench bench, Vector vector)
    {
        var client = await bench.OpenAsync(VersionOf(vector));
        await client.SendBytesAsync(vector.Bytes);
        if (vector.Breaks is Rule.ProtocolVersionIsSpoken) await ExpectUnknownVersionAsync(client, vector);
        else if (NamesItsVersion(vector)) await client.ExpectRefusalAsync(Refusals(vector));
        else await client.ExpectAnyRefusalAsync(Refusals(vector));
    }

    // Some speak versions of their own, as for bridges.
    private static async Task ExpectUnknownVersionAsync(RawClient client, Vector vector)
    {
        try
        {
            await client.ExpectAnyRefusalAsync(Refusals(vector));
        }
        catch (AcceptedException)
        {
            throw new NotApplicableException($"it speaks version {vector.Bytes[VersionAt]}");
        }
    }

    // An answer is in the form of the version that was asked for, or of the nearest that the broker speaks.
    private static ProtocolVersion VersionOf(Vector vector) =>
        NamesItsVersion(vector) && vector.Bytes[VersionAt] < (byte)ProtocolVersion.V5 ? ProtocolVersion.V311 : vector.Version;

    private static bool NamesItsVersion(Vector vector) => vector.Bytes.Length > VersionAt && vector.Bytes.AsSpan(2..VersionAt).SequenceEqual(ProtocolName);

    private static async Task SendAsync(Bench bench, Vector vector)
    {
        var client = await bench.ConnectAsync(version: vector.Version);
        await client.SendBytesAsync(vector.Bytes);
        await client.ExpectDisconnectAsync(Answers(vector));
    }

    private static ReasonCode[] Answers(Vector vector) => Answers(vector.Answer ?? vector.Breaks.Answer());

    // 3.1.1 has a return code for two of them; for all others the connection is closed without an answer.
    private static ReasonCode[] Refusals(Vector vector)
    {
        var answer = vector.Answer ?? vector.Breaks.Answer();
        if (vector.Version is ProtocolVersion.V5) return Answers(answer);
        return answer is ReasonCode.UnsupportedProtocolVersion or ReasonCode.ClientIdentifierNotValid ? [answer] : [];
    }

    // Which of the two it is, the standard often leaves open.
    private static ReasonCode[] Answers(ReasonCode answer) => answer switch
    {
        ReasonCode.MalformedPacket => [answer, ReasonCode.ProtocolError],
        ReasonCode.ProtocolError => [answer, ReasonCode.MalformedPacket],
        _ => [answer],
    };
}
