using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Spec.Tests.Standard;

public class ReasonCodeTests
{
    private static readonly IReadOnlyList<YamlMappingNode> Spec = SpecFile.Rows("reason-codes.yaml", "reason-codes");

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Standard = StandardTable.Read("reason-codes.csv");

    [Fact]
    public void CodesAndNamesAreTheStandards() =>
        Assert.Equal(
            Standard.Select(row => $"{row["code"]} {Plain(row["name"])}"),
            Spec.Select(row => $"{row.Text("code")} {Plain(row.Text("name")!)}"));

    [Fact]
    public void CodesStandInThePacketsOfTheStandard() =>
        Assert.Equal(
            Standard.Select(row => $"{row["code"]} {string.Join(' ', row["packets"].Split(';').Order())}"),
            Spec.Select(row => $"{row.Text("code")} {string.Join(' ', row.Places("packets").Select(place => place.Name).Order())}"));

    [Fact]
    public void DisconnectCodesComeFromTheSendersOfTheStandard() =>
        Assert.Equal(
            Standard.Where(row => row["packets"].Split(';').Contains("DISCONNECT")).Select(row => $"{row["code"]} {DisconnectSender(row)}"),
            Senders("DISCONNECT"));

    [Fact]
    public void AuthCodesComeFromTheSendersOfTheStandard() =>
        Assert.Equal(["0x00 server", "0x18 both", "0x19 client"], Senders("AUTH")); // Table 3-11

    [Fact]
    public void ReturnCodesOfConnAckAreThoseOf311() =>
        Assert.Equal(
            ["0x00", "0x01", "0x02", "0x03", "0x04", "0x05"], // 3.1.1, Table 3.1
            ReturnCodes("CONNACK"));

    [Fact]
    public void ReturnCodesOfSubAckAreThoseOf311() => Assert.Equal(["0x00", "0x01", "0x02", "0x80"], ReturnCodes("SUBACK")); // 3.1.1, 3.9.3

    private static IEnumerable<string> Senders(string packet) =>
        Spec.SelectMany(row => row.Places("packets")
            .Where(place => place.Name == packet)
            .Select(place => $"{row.Text("code")} {place.Row.Text("sent-by") ?? "both"}"));

    private static IEnumerable<string?> ReturnCodes(string packet) =>
        SpecFile.Rows("reason-codes.yaml", "return-codes").Where(row => row.Text("packet") == packet).Select(row => row.Text("code"));

    // 0x8C stands in Table 2-6 for DISCONNECT but has no sender in section 3.14.2.1; the server judges methods.
    private static string DisconnectSender(IReadOnlyDictionary<string, string> row) =>
        row["code"] == "0x8C" ? "server" : row["disconnect_sent_by"];

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
