namespace Mqtt5Gen.Conformance.Vectors;

/// <summary>The statement of 3.1.1 that says what a rule of 5.0 says; the codec reports a breach under the id of 5.0.</summary>
internal static class Equivalents311
{
    private static readonly Dictionary<string, string> Statements = new(StringComparer.Ordinal)
    {
        ["MQTT-1.5.4-1"] = "MQTT-1.5.3-1",
        ["MQTT-1.5.4-2"] = "MQTT-1.5.3-2",
        ["MQTT-2.1.3-1"] = "MQTT-2.2.2-2",
        ["PacketIdIsNotZero"] = "MQTT-2.3.1-1",
        ["MQTT-3.1.0-1"] = "MQTT-3.1.0-1",
        ["MQTT-3.1.2-1"] = "MQTT-3.1.2-1",
        ["MQTT-3.1.2-2"] = "MQTT-3.1.2-2",
        ["MQTT-3.1.2-3"] = "MQTT-3.1.2-3",
        ["MQTT-3.1.2-9"] = "MQTT-3.1.2-9",
        ["MQTT-3.1.2-11"] = "MQTT-3.1.2-11",
        ["MQTT-3.1.2-12"] = "MQTT-3.1.2-14",
        ["MQTT-3.1.2-13"] = "MQTT-3.1.2-15",
        ["MQTT-3.1.2-17"] = "MQTT-3.1.2-19",
        ["MQTT-3.1.2-19"] = "MQTT-3.1.2-21",
        ["MQTT-3.1.3-3"] = "MQTT-3.1.3-3",
        ["MQTT-3.3.1-2"] = "MQTT-3.3.1-2",
        ["MQTT-3.3.1-4"] = "MQTT-3.3.1-4",
        ["MQTT-3.3.2-1"] = "MQTT-3.3.2-1",
        ["MQTT-3.3.2-2"] = "MQTT-3.3.2-2",
        ["MQTT-3.6.1-1"] = "MQTT-3.6.1-1",
        ["MQTT-3.8.1-1"] = "MQTT-3.8.1-1",
        ["MQTT-3.8.3-2"] = "MQTT-3.8.3-3",
        ["MQTT-3.10.1-1"] = "MQTT-3.10.1-1",
        ["MQTT-3.10.3-2"] = "MQTT-3.10.3-2",
        ["MQTT-3.14.1-1"] = "MQTT-3.14.1-1",
        ["MQTT-4.7.0-1"] = "MQTT-4.7.1-1",
        ["MQTT-4.7.1-1"] = "MQTT-4.7.1-2",
        ["MQTT-4.7.1-2"] = "MQTT-4.7.1-3",
        ["MQTT-4.7.3-1"] = "MQTT-4.7.3-1",
    };

    /// <summary>The statement with its prefix; what 3.1.1 does not number is a protocol violation, which closes the connection.</summary>
    public static string Of(string rule)
    {
        if (rule.StartsWith("3.1.1/", StringComparison.Ordinal)) return rule;
        return "3.1.1/" + Statements.GetValueOrDefault(rule, "MQTT-4.8.0-1");
    }
}
