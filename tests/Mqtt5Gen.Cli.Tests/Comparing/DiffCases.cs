using static Mqtt5Gen.Cli.Comparing.Impact;

namespace Mqtt5Gen.Cli.Tests.Comparing;

/// <summary>One case for each kind of change.</summary>
internal static class DiffCases
{
    private const string Connect = "packets/01-connect.yaml";
    private const string ConnAck = "packets/02-connack.yaml";
    private const string Publish = "packets/03-publish.yaml";
    private const string PubAck = "packets/04-puback.yaml";
    private const string Subscribe = "packets/08-subscribe.yaml";
    private const string SubAck = "packets/09-suback.yaml";
    private const string Unsubscribe = "packets/10-unsubscribe.yaml";
    private const string PingReq = "packets/12-pingreq.yaml";
    private const string Auth = "packets/15-auth.yaml";
    private const string Properties = "properties.yaml";
    private const string ReasonCodes = "reason-codes.yaml";
    private const string Types = "wire-types.yaml";
    private const string Protocol = "protocol.yaml";
    private const string Errors = "errors.yaml";

    private const string PingFlags = "  3-0: { value: 0, rule: [MQTT-2.1.3-1, 3.1.1/MQTT-2.2.2-1, 3.1.1/MQTT-2.2.2-2] }";
    private const string WithFast = "  3-1: { value: 0, rule: [MQTT-2.1.3-1, 3.1.1/MQTT-2.2.2-1, 3.1.1/MQTT-2.2.2-2] }\n  0: { name: Fast }";

    private const string WithOne = "  3-1: { value: 0, rule: [MQTT-2.1.3-1, 3.1.1/MQTT-2.2.2-1, 3.1.1/MQTT-2.2.2-2] }\n  0: { value: 1, rule: MQTT-2.1.3-1 }";
    private const string WithUnused = "  3-1: { value: 0, rule: [MQTT-2.1.3-1, 3.1.1/MQTT-2.2.2-1, 3.1.1/MQTT-2.2.2-2] }\n  0: { unused: true }";

    public static IReadOnlyDictionary<string, DiffCase> All { get; } = new Dictionary<string, DiffCase>(StringComparer.Ordinal)
    {
        ["a packet's type"] = new(Auth, "type: 15\n", "type: 0\n", Both, "AUTH", "", "packet type 15 became 0"),
        ["a packet's name"] = new(PingReq, "packet: PINGREQ", "packet: ALIVE", None, "ALIVE", "", "'PINGREQ' is now called 'ALIVE'"),
        ["who sends a packet"] = new(PingReq, "sent-by: client", "sent-by: both", OldReceiver, "PINGREQ", "", "sent by client became sent by client and server"),
        ["another sender"] = new(PingReq, "sent-by: client", "sent-by: server", Both, "PINGREQ", "", "sent by client became sent by server"),
        ["the versions of a packet"] = new(PingReq, "type: 12\n", "type: 12\nversions: 5.0+\n", NewReceiver, "PINGREQ", "", "packet removed", "3.1, 3.1.1"),

        ["a flag more"] = new(PingReq, PingFlags, WithFast, OldReceiver, "PINGREQ", "Fast", "bit 0 got a meaning"),
        ["fixed flags"] = new(PingReq, "3-0: { value: 0,", "3-0: { value: 2,", Both, "PINGREQ", "bit 1", "it is always 1 in place of 0"),
        ["a flag that was unused"] = new(PingReq, PingFlags, WithFast, None, "PINGREQ", "Fast", "bit 0 got a meaning", From: [(PingReq, PingFlags, WithUnused)]),
        ["a fixed flag that was unused"] = new(PingReq, PingFlags, WithOne, NewReceiver, "PINGREQ", "bit 0", "it is always 1 in place of unused", From: [(PingReq, PingFlags, WithUnused)]),
        ["a flag's name"] = new(Publish, "3: { name: Dup,", "3: { name: Again,", None, "PUBLISH", "Again", "'Dup' is now called 'Again'", Rest: [(Publish, "then: not Dup", "then: not Again")]),
        ["what a bit means"] = new(Subscribe, "3: { name: RetainAsPublished, versions: 5.0+,", "3: { value: 0, versions: 5.0+, rule: RetainHandlingIsNotThree,", NewReceiver, "SUBSCRIBE", "Subscriptions.SubscriptionOptions.RetainAsPublished", "bit 3 lost its meaning", "5.0"),

        ["a field's type"] = new(Connect, "name: KeepAlive\n    type: u16", "name: KeepAlive\n    type: u32", Both, "CONNECT", "KeepAlive", "u16 (Two Byte Integer) became u32 (Four Byte Integer)"),
        ["text for bytes"] = new(Connect, "name: Password\n    type: binary", "name: Password\n    type: utf8", NewReceiver, "CONNECT", "Password", "binary (Binary Data) became utf8 (UTF-8 Encoded String)"),
        ["a field in an old version"] = new(PubAck, "    versions: 5.0+\n    when-omitted: Success", "    when-omitted: Success", OldReceiver, "PUBACK", "ReasonCode", "added", "3.1, 3.1.1"),
        ["a field in the middle"] = new(Connect, "  - name: KeepAlive\n", "  - { name: Extra, type: u8 }\n  - name: KeepAlive\n", Both, "CONNECT", "Extra", "added"),
        ["a field at the end"] = new(PingReq, "type: 12\n", "type: 12\nheader:\n  - { name: Extra, type: u8, when-omitted: 0 }\n", OldReceiver, "PINGREQ", "Extra", "added"),
        ["a field that must stand at the end"] = new(PingReq, "type: 12\n", "type: 12\nheader:\n  - { name: Extra, type: u8 }\n", Both, "PINGREQ", "Extra", "added"),
        ["a field behind a new flag"] = new(PingReq, PingFlags, WithFast + "\nheader:\n  - { name: Extra, type: u8, if: Fast }", OldReceiver, "PINGREQ", "Extra", "added"),
        ["the order of fields"] = new(SubAck, "header:\n  - { name: PacketId, type: packet-id, about: The Packet Identifier of the SUBSCRIBE. }\n  - { name: Properties, type: properties, versions: 5.0+ }", "header:\n  - { name: Properties, type: properties, versions: 5.0+ }\n  - { name: PacketId, type: packet-id, about: The Packet Identifier of the SUBSCRIBE. }", Both, "SUBACK", "", "the order of the fields PacketId, Properties, ReasonCodes became Properties, PacketId, ReasonCodes", "5.0"),
        ["a field's condition"] = new(Publish, "if: QoS > 0", "if: QoS > 1", Both, "PUBLISH", "PacketId", "it stands if QoS > 1, in place of if QoS > 0"),
        ["a field's name"] = new(Connect, "name: ClientId\n", "name: Identity\n", None, "CONNECT", "Identity", "'ClientId' is now called 'Identity'", Rest: [(Connect, "if: ClientId is empty", "if: Identity is empty"), (Connect, "then: ClientId is not empty", "then: Identity is not empty")]),
        ["a field that may be left out"] = new(PubAck, "type: properties, versions: 5.0+, when-omitted: none", "type: properties, versions: 5.0+", NewReceiver, "PUBACK", "Properties", "it may no longer be left out (which meant: none)", "5.0"),
        ["what leaving out means"] = new(PubAck, "when-omitted: Success", "when-omitted: NotAuthorized", Both, "PUBACK", "ReasonCode", "leaving it out means NotAuthorized in place of Success", "5.0"),
        ["how many items"] = new(SubAck, "at-least: 1", "at-least: 2", NewReceiver, "SUBACK", "ReasonCodes", "at least 1 became at least 2"),
        ["a field's fixed content"] = new(Connect, "3.1.1+: MQTT", "3.1.1+: MQTX", Both, "CONNECT", "ProtocolName", "it is always 'MQTX' in place of 'MQTT'", "3.1.1, 5.0"),
        ["a field's range"] = new(Connect, "name: KeepAlive\n    type: u16", "name: KeepAlive\n    type: u16\n    in: 10..600\n    breaks: { range: PacketIsComplete }", NewReceiver, "CONNECT", "KeepAlive", "0..65535 became 10..600"),
        ["the length of a text"] = new(Connect, "name: ClientId\n    type: utf8", "name: ClientId\n    type: utf8\n    length: 1..23\n    breaks: { range: PacketIsComplete }", NewReceiver, "CONNECT", "ClientId", "a length of any number became 1..23"),
        ["the shape of a text"] = new(Unsubscribe, "each: topic-filter", "each: non-empty-topic-name", Both, "UNSUBSCRIBE", "TopicFilters", "the text must now be of the shape: no `+` or `#`", Change: NewReceiver),
        ["the values of a type"] = new(Types, "values: { 0: SendOnSubscribe, 1: SendIfNew, 2: DoNotSend }", "values: { 0: SendOnSubscribe, 1: SendIfNew }", NewReceiver, "SUBSCRIBE", "Subscriptions.SubscriptionOptions.RetainHandling", "0..2 became 0..1", "5.0"),
        ["the name of a value"] = new(Types, "1: SendIfNew,", "1: SendOnce,", None, "SUBSCRIBE", "Subscriptions.SubscriptionOptions.RetainHandling", "'SendIfNew' is now called 'SendOnce'", "5.0"),

        ["a property in a further place"] = new(Properties, "allowed: [PUBLISH]\n    about: A number that stands", "allowed: [PUBLISH, WILL]\n    about: A number that stands", OldReceiver, "CONNECT", "WillProperties.TopicAlias", "may stand here", "5.0"),
        ["a property's range"] = new(Properties, "name: TopicAlias\n    type: u16\n    in: 1..65535", "name: TopicAlias\n    type: u16\n    in: 1..100", NewReceiver, "PUBLISH", "Properties.TopicAlias", "1..65535 became 1..100", "5.0"),
        ["a property's range that moves"] = new(Properties, "name: TopicAlias\n    type: u16\n    in: 1..65535", "name: TopicAlias\n    type: u16\n    in: 0..100", Both, "PUBLISH", "Properties.TopicAlias", "1..65535 became 0..100", "5.0"),
        ["a property's identifier"] = new(Properties, "id: 0x23\n", "id: 0x3F\n", Both, "PUBLISH", "Properties.TopicAlias", "identifier 0x23 became 0x3F", "5.0"),
        ["a property's name"] = new(Properties, "name: CorrelationData\n", "name: Correlation\n", None, "PUBLISH", "Properties.Correlation", "'CorrelationData' is now called 'Correlation'", "5.0"),
        ["a property's type"] = new(Properties, "name: CorrelationData\n    type: binary", "name: CorrelationData\n    type: u32", Both, "PUBLISH", "Properties.CorrelationData", "binary (Binary Data) became u32 (Four Byte Integer)", "5.0"),
        ["how often a property stands"] = new(Properties, "sent-by: server, repeats: true, rule: MQTT-3.3.4-6", "sent-by: server, rule: MQTT-3.3.4-6", NewReceiver, "PUBLISH", "Properties.SubscriptionIdentifier", "may no longer repeat", "5.0"),
        ["who sends a property"] = new(Properties, "- { in: DISCONNECT, sent-by: client, rule: MQTT-3.14.2-2 }", "- { in: DISCONNECT, sent-by: server, rule: MQTT-3.14.2-2 }", Both, "DISCONNECT", "Properties.SessionExpiryInterval", "sent by client became sent by server", "5.0"),
        ["what absence means"] = new(Properties, "- { in: CONNECT, when-absent: 0 }", "- { in: CONNECT, when-absent: 60 }", Both, "CONNECT", "Properties.SessionExpiryInterval", "absence means 60 in place of 0", "5.0"),

        ["a reason code in a further packet"] = new(ReasonCodes, "packets: [PUBACK, PUBREC],", "packets: [PUBACK, PUBREC, CONNACK],", OldReceiver, "CONNACK", "NoMatchingSubscribers (0x10)", "reason code added", "5.0"),
        ["who sends a reason code"] = new(ReasonCodes, "packets: [{ in: AUTH, sent-by: client }]", "packets: [AUTH]", OldReceiver, "AUTH", "ReAuthenticate (0x19)", "sent by client became sent by client and server", "5.0"),
        ["what a return code means"] = new(ReasonCodes, "packet: CONNACK, code: 0x04, means: BadUserNameOrPassword", "packet: CONNACK, code: 0x04, means: Banned", Both, "CONNACK", "Banned (0x04)", "0x04 means Banned in place of BadUserNameOrPassword", "3.1, 3.1.1", Rest: [(ReasonCodes, "also: [BadAuthenticationMethod, Banned]", "also: [BadAuthenticationMethod]")]),
        ["what a return code also stands for"] = new(ReasonCodes, "also: [BadAuthenticationMethod, Banned]", "also: [Banned]", None, "CONNACK", "NotAuthorized (0x05)", "other reason codes are sent as it", "3.1, 3.1.1"),

        ["a check less"] = new(Publish, "  - { then: TopicName is not empty, versions: 3.1-3.1.1, rule: 3.1.1/MQTT-4.7.3-1 }\n", "", OldReceiver, "PUBLISH", "", "check removed: TopicName is not empty", "3.1, 3.1.1"),
        ["a check of a new flag"] = new(PingReq, PingFlags, WithFast + "\nchecks:\n  - { if: Fast, then: not Fast, rule: PacketIsComplete }", OldReceiver, "PINGREQ", "", "check added: if Fast, then not Fast", Change: None),
        ["the rule of a check"] = new(Connect, "rule: AuthenticationDataHasItsMethod }", "rule: [PacketIsComplete, AuthenticationDataHasItsMethod] }", None, "CONNECT", "", "what fails the check 'if AuthenticationData is present, then AuthenticationMethod is present' breaks PacketIsComplete in place of AuthenticationDataHasItsMethod", "5.0"),
        ["a limit more"] = new(ConnAck, "limits:\n", "limits:\n  - { keep: TopicAliasMaximum <= 10, rule: MQTT-3.1.2-28 }\n", NewReceiver, "CONNACK", "", "limit added: TopicAliasMaximum <= 10 (sent by server)"),
        ["a limit of items"] = new(Subscribe, "      - { if: TopicFilter is shared, keep: SharedSubscriptionAvailable = 1, rule: SharedSubscriptionIsAvailable }\n", "      - { if: TopicFilter is shared, keep: SharedSubscriptionAvailable != 0, rule: SharedSubscriptionIsAvailable }\n", Both, "SUBSCRIBE", "Subscriptions", "limit added: if TopicFilter is shared, then SharedSubscriptionAvailable != 0 (sent by client)", Change: NewReceiver),
        ["what is left out"] = new(ConnAck, "  - { property: UserProperty, rule: MQTT-3.2.2-20 }\n", "", None, "CONNACK", "", "what is left out of a packet that is too large: ReasonString in place of ReasonString, UserProperty", Rest: [(ConnAck, "  - { property: ReasonString, rule: MQTT-3.2.2-19 }", "  - { property: ReasonString, rule: [MQTT-3.2.2-19, MQTT-3.2.2-20] }")]),

        ["a rule's answer"] = new(Errors, "- { name: AuthHasItsMethod, section: \"3.15.2.2\", packets: [AUTH], kept-by: codec, answer: ProtocolError,", "- { name: AuthHasItsMethod, section: \"3.15.2.2\", packets: [AUTH], kept-by: codec, answer: BadAuthenticationMethod,", None, "rules", "AuthHasItsMethod", "a breach is answered by BadAuthenticationMethod in place of ProtocolError"),
        ["a version's number"] = new(Protocol, "name: \"5.0\", number: 5", "name: \"5.0\", number: 6", Both, "protocol", "5.0", "version number 5 became 6"),
        ["a version more"] = new(Protocol, "number: 5 }\n", "number: 5 }\n  - { name: \"6.0\", number: 6 }\n", OldReceiver, "protocol", "6.0", "version added"),
        ["a rule of form"] = new(Protocol, "trailing: PacketHasNothingAfterItsLastField", "trailing: PacketIsComplete", None, "protocol", "", "a fault of form (something stands after the last field) breaks PacketIsComplete in place of PacketHasNothingAfterItsLastField", Rest: [(Errors, "{ name: PacketHasNothingAfterItsLastField, section: \"2.1.4\", packets: any, kept-by: codec,", "{ name: PacketHasNothingAfterItsLastField, section: \"2.1.4\", packets: any, kept-by: broker,")]),
        ["what is announced where"] = new("announced.yaml", "from: [CONNACK.RetainAvailable]", "from: [CONNACK.WildcardSubscriptionAvailable]", Both, "announced", "RetainAvailable", "announced in ConnAck.WildcardSubscriptionAvailable in place of ConnAck.RetainAvailable"),

        ["a packet's sentence"] = new(PingReq, "about: Shows that the client is alive.", "about: A sign of life.", None, "PINGREQ", "", "the sentence about it changed"),
        ["a packet's section"] = new(PingReq, "section: \"3.12\"", "section: \"3.13\"", None, "PINGREQ", "", "section 3.12 became 3.13"),
        ["a property's sentence"] = new(Properties, "about: What the requester knows the answer by.", "about: The requester's mark.", None, "properties", "CorrelationData", "the sentence about it changed"),
        ["a rule's sentence"] = new(Errors, "about: \"AUTH names its Authentication Method.\"", "about: \"AUTH has a method.\"", None, "rules", "AuthHasItsMethod", "the sentence about it changed"),
    };
}
