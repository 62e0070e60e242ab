using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>How names of the spec read in C#.</summary>
internal static class Names
{
    private const string Suffix = "Value";

    // What locals beside a member's are made of: flag bytes, the flaws of text, places.
    private static readonly string[] Endings = ["At", "Byte", "Flaws", "Section", Suffix];

    private static readonly HashSet<string> Taken =
    [
        // C#
        "abstract", "add", "alias", "allows", "and", "args", "as", "ascending", "async", "await", "base", "bool", "break", "by", "byte", "case", "catch", "char",
        "checked", "class", "const", "continue", "decimal", "default", "delegate", "descending", "do", "double", "dynamic", "else", "enum", "equals", "event",
        "explicit", "extension", "extern", "false", "field", "file", "finally", "fixed", "float", "for", "foreach", "from", "get", "global", "goto", "group", "if",
        "implicit", "in", "init", "int", "interface", "internal", "into", "is", "join", "let", "lock", "long", "managed", "nameof", "namespace", "new", "nint",
        "not", "notnull", "nuint", "null", "object", "on", "operator", "or", "orderby", "out", "override", "params", "partial", "private", "protected", "public",
        "readonly", "record", "ref", "remove", "required", "return", "sbyte", "scoped", "sealed", "select", "set", "short", "sizeof", "stackalloc", "static",
        "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unmanaged", "unsafe", "ushort", "using", "value",
        "var", "virtual", "void", "volatile", "when", "where", "while", "with", "yield",

        // The emitted code's own
        "at", "bytes", "code", "destination", "encoded", "endOffset", "frame", "id", "item", "layout", "length", "packet", "reader", "receiver",
        "rule", "section", "sender", "version", "violation", "writer",
    ];

    /// <summary>
    /// A member's name as a local: <c>TopicName</c> is <c>topicName</c>, <c>QoS</c> is <c>qos</c>. No two members have the same, and none has
    /// that of a local which the emitted code has beside them.
    /// </summary>
    public static string Local(string member)
    {
        var local = member.Length <= 3 ? member.ToLowerInvariant() : char.ToLowerInvariant(member[0]) + member.Substring(1);
        var isTaken = Taken.Contains(local) || Endings.Any(ending => member.EndsWith(ending, StringComparison.Ordinal)) || IsPresence(member);
        return isTaken ? local + Suffix : local;
    }

    /// <summary>A reference to the enum member of one end.</summary>
    public static string Role(RoleNames names, Role role) => "Role." + names.Of(role).Spelled;

    /// <summary>One end as a local.</summary>
    public static string End(RoleNames names, Role role) => Local(names.Of(role).Spelled);

    /// <summary>A reference to the enum member of a rule.</summary>
    public static string Rule(RuleRef rule) => "Rule." + rule.Name;

    /// <summary>The end of a comment on a line that keeps a rule: <c> // [MQTT-3.3.1-2]</c>, or nothing.</summary>
    public static string Mark(RuleRef rule) => rule.Id is null ? "" : $" // [{SourceWriter.Comment(rule.Id)}]";

    // HasWill: the local that tells whether Will is there.
    private static bool IsPresence(string member) => member.Length > 3 && member.StartsWith("Has", StringComparison.Ordinal) && char.IsUpper(member[3]);
}
