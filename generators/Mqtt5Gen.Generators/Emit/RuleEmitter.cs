using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the rules: their names, and what the standard says of each.</summary>
internal static class RuleEmitter
{
    /// <summary>The file of the enum and its facts.</summary>
    public static string Emit(Target target, RuleCatalog catalog)
    {
        var rules = catalog.Rules;
        var writer = GeneratedFile.Start(target, "spec/rules");
        EmitEnum(writer, rules);
        writer.Line();
        writer.Line("/// <summary>What the standard says of a rule.</summary>");
        using (writer.Type("static class RuleFacts"))
        {
            EmitFact(writer, rules, "The statement id (<c>MQTT-3.3.1-4</c>), or null where the standard gives none.", "string?", "Id", rule => rule.Id is { } id ? Code.Literal(id) : null, "null");
            EmitFact(writer, rules, "The section that states the rule.", "string", "Section", rule => rule.Section is { } section ? Code.Literal(section) : null, "\"\"");
            EmitAnswer(writer, catalog);
        }

        return writer.ToString();
    }

    private static void EmitAnswer(SourceWriter writer, RuleCatalog catalog)
    {
        if (catalog.Answers.Type() is not { } type) return;

        var otherwise = catalog.Answer is { } usual ? $"ReasonCode.{usual}" : "null";
        var about = catalog.Answer is null ? "The reason code that answers a breach, or null." : "The reason code that answers a breach.";
        EmitFact(writer, catalog.Rules, about, type, "Answer", rule => rule.Answer is { } answer && answer != catalog.Answer ? $"ReasonCode.{answer}" : null, otherwise);
    }

    private static void EmitEnum(SourceWriter writer, EquatableArray<Rule> rules)
    {
        writer.Line();
        writer.Line("/// <summary>The rules of the standard: its numbered statements, and the errors it names without a number.</summary>");
        using (writer.Type("enum Rule : ushort"))
        {
            writer.Line("/// <summary>No rule is broken.</summary>");
            writer.Line("None = 0,");
            var number = 0;
            foreach (var rule in rules)
            {
                writer.Line();
                writer.Summary($"{Where(rule)}{rule.About ?? Words.Of(rule.Name) + "."}");
                writer.Line($"{rule.Name} = {++number},");
            }
        }
    }

    private static string Where(Rule rule) => rule.Id is { } id ? $"[{id}] " : rule.Section is { } section ? $"({section}) " : "";

    private static void EmitFact(SourceWriter writer, EquatableArray<Rule> rules, string about, string type, string name, Func<Rule, string?> value, string otherwise)
    {
        writer.Line($"/// <summary>{about}</summary>");
        using (writer.Block($"public static {type} {name}(this Rule rule) => rule switch", ";"))
        {
            foreach (var group in rules.Select(rule => (rule.Name, Value: value(rule))).Where(pair => pair.Value is not null).GroupBy(pair => pair.Value))
            {
                writer.Line($"{string.Join("\n    or ", group.Select(pair => $"Rule.{pair.Name}"))} => {group.Key},");
            }

            writer.Line($"_ => {otherwise},");
        }

        writer.Line();
    }
}
