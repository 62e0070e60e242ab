using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Spec.Tests.Standard;

public class NamedErrorTests
{
    private static readonly IReadOnlyList<YamlMappingNode> Errors = SpecFile.Rows("errors.yaml", "errors");

    private static readonly Dictionary<string, YamlMappingNode> Statements =
        SpecFile.Rows("rules-5.0.yaml", "rules").ToDictionary(row => row.Text("id")!);

    private static readonly Dictionary<string, string> Codes =
        SpecFile.Rows("reason-codes.yaml", "reason-codes").ToDictionary(row => row.Text("name")!, row => row.Text("code")!);

    // What our rows call the standard's errors: a statement id, or a name.
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["2.1.3 fixed-header flags differ from the table"] = ["MQTT-2.1.3-1"],
        ["2.2.2.2 property not valid for the packet, or its value is not of its type"] = ["PropertyIsKnownHere"],
        ["1.5.4 ill-formed UTF-8 or U+0000 in a string"] = ["MQTT-1.5.4-1", "MQTT-1.5.4-2"],
        ["1.5.7 string pair with an invalid string"] = ["MQTT-1.5.7-1"],
        ["3.1.2.3 Connect Flags reserved bit set"] = ["MQTT-3.1.2-3"],
        ["3.1.2.6 Will QoS 3"] = ["MQTT-3.1.2-12"],
        ["3.1.2.11 Receive Maximum 0"] = ["ReceiveMaximumIsNotZero"],
        ["3.1.2.11 Maximum Packet Size 0"] = ["MaximumPacketSizeIsNotZero"],
        ["3.1.2.11 Request Response Information or Request Problem Information other than 0 or 1"] = ["RequestFlagIsZeroOrOne"],
        ["3.1.2.11 Authentication Data without Authentication Method"] = ["AuthenticationDataHasItsMethod"],
        ["3.1.2.11 packet above the client Maximum Packet Size"] = ["MQTT-3.1.2-24"],
        ["3.1.2.11 Reason String or User Property after Request Problem Information 0"] = ["MQTT-3.1.2-29"],
        ["3.1.3.2 Will Payload Format Indicator 1: payload is well-formed UTF-8 (checking is optional)"] = ["WillPayloadIsOfItsFormat"],
        ["3.2.2.3 Receive Maximum or Maximum Packet Size 0"] = ["ConnAckMaximumIsNotZero"],
        ["3.2.2.3 Maximum QoS or any Available flag other than 0 or 1"] = ["MaximumQoSIsZeroOrOne", "AvailableFlagIsZeroOrOne"],
        ["3.2.2.3 QoS above the announced Maximum QoS"] = ["MQTT-3.2.2-11"],
        ["3.2.2.3 RETAIN 1 after Retain Available 0"] = ["MQTT-3.2.2-14"],
        ["3.2.2.3 packet above the server Maximum Packet Size"] = ["MQTT-3.2.2-15"],
        ["3.2.2.3 wildcard filter after Wildcard Subscription Available 0"] = ["WildcardSubscriptionIsAvailable"],
        ["3.2.2.3 Subscription Identifier after Subscription Identifier Available 0"] = ["SubscriptionIdentifierIsAvailable"],
        ["3.2.2.3 shared filter after Shared Subscription Available 0"] = ["SharedSubscriptionIsAvailable"],
        ["3.3.1.2 QoS 3"] = ["MQTT-3.3.1-4"],
        ["3.3.2.1 empty Topic Name without Topic Alias"] = ["TopicNameOrAliasIsPresent"],
        ["3.3.2.3 Payload Format Indicator 1: payload is well-formed UTF-8 (checking is optional)"] = ["PayloadIsOfItsFormat"],
        ["3.3.2.3 Topic Alias 0 or above the receiver maximum"] = ["MQTT-3.3.2-8", "MQTT-3.2.2-17", "MQTT-3.1.2-26"],
        ["3.3.2.3 empty Topic Name with an alias that has no mapping"] = ["TopicAliasIsMapped"],
        ["3.3.2.3 Subscription Identifier 0"] = ["SubscriptionIdentifierIsNotZero"],
        ["3.3.4 Subscription Identifier of no subscription that caused it"] = ["SubscriptionIdentifierIsOfItsSubscription"],
        ["3.3.4 more unacknowledged QoS>0 messages than Receive Maximum"] = ["MQTT-3.3.4-7", "MQTT-3.3.4-9"],
        ["3.8.2.1 Subscription Identifier 0 or repeated"] = ["SubscribeHasOneIdentifierAboveZero"],
        ["3.8.3 no payload"] = ["MQTT-3.8.3-2"],
        ["3.8.3.1 Maximum QoS 3"] = ["SubscribeQoSIsNotThree"],
        ["3.8.3.1 Retain Handling 3"] = ["RetainHandlingIsNotThree"],
        ["3.8.3.1 No Local on a shared subscription"] = ["MQTT-3.8.3-4"],
        ["3.8.3.1 reserved option bits set"] = ["MQTT-3.8.3-5"],
        ["3.10.3 no payload"] = ["MQTT-3.10.3-2"],
        ["3.14.2.2 non-zero Session Expiry Interval when CONNECT had zero"] = ["SessionExpiryStaysZero"],
        ["3.15.2.2 Authentication Method absent"] = ["AuthHasItsMethod"],
        ["many any property repeated where properties.csv says it may not"] = ["PropertyStandsOnce"],
    };

    [Fact]
    public void EveryErrorOfTheStandardHasItsRow() =>
        Assert.Empty(StandardTable.Read("error-rules.csv").SelectMany(row => Names[$"{row["section"]} {row["rule"]}"].SelectMany(name => Faults(row, name))));

    [Fact]
    public void ErrorsThatAreStatementsAnswerAsTheirStatement() =>
        Assert.Empty(Errors
            .Where(error => error.Text("is") is { } id && Answer(Statements[id]) != error.Text("answer"))
            .Select(error => error.Text("is")));

    private static IEnumerable<string> Faults(IReadOnlyDictionary<string, string> row, string name)
    {
        var error = Errors.SingleOrDefault(error => (error.Text("is") ?? error.Text("name")) == name
            && (row["section"] == "many" || error.Text("section") == row["section"]));
        if (error is null)
        {
            yield return $"{name} has no row for section {row["section"]}";
            yield break;
        }

        if (Codes[Answer(error)] != row["reason_code"])
        {
            yield return $"{name} answers {Answer(error)}, not {row["reason_code"]}";
        }

        if (!Covers([.. error.Places("packets").Select(place => place.Name)], row["packet"]))
        {
            yield return $"{name} is not about {row["packet"]}";
        }
    }

    private static string Answer(YamlMappingNode row) => row.Text("answer") ?? "MalformedPacket";

    private static bool Covers(string[] packets, string cell) => cell.Split(' ') switch
    {
        ["any", "but", .. var others] => packets is not ["any"] && !packets.Intersect(others).Any(),
        ["any", ..] => packets is ["any"],
        [var packet] => packets.Contains(packet),
        _ => false,
    };
}
