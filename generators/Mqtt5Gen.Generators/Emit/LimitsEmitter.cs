using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the check against what the receiver of a packet announced: made on receipt, and before sending.</summary>
internal static class LimitsEmitter
{
    /// <summary>Emits a packet's <c>CheckLimits</c>, where it or its items have limits.</summary>
    public static void Emit(SourceWriter writer, Packet packet, bool isView)
    {
        var limits = packet.Limits;
        var items = packet.Fields.Where(field => field.Each?.Item is { Limits.Count: > 0 }).ToList();
        if (limits.Count == 0 && items.Count == 0) return;

        var asksVersion = AsksVersion(limits) || items.Exists(field => AsksVersion(field.Each!.Item!.Limits));
        writer.Line();
        writer.Line("/// <summary>Checks the packet against what the two sides announced: on receipt, and before sending.</summary>");
        if (asksVersion) writer.Line("/// <param name=\"version\">The version of the connection: some limits are not in every version.</param>");
        writer.Line($$"""
            /// <param name="sender">Who sends the packet.</param>
            /// <param name="{{Names.End(packet.Roles, Role.Client)}}">What the {{packet.Roles.Client.Name}} announced.</param>
            /// <param name="{{Names.End(packet.Roles, Role.Server)}}">What the {{packet.Roles.Server.Name}} announced.</param>
            /// <returns>The first rule that the packet breaks, or none.</returns>
            """);
        using (writer.Block($"public {(isView ? "readonly " : "")}Violation CheckLimits({Parameters(packet.Roles, asksVersion)})"))
        {
            foreach (var limit in limits) Emit(writer, packet, limit, Over(PacketShape.Of(packet), isView, limit), "return new Violation({0}, 0);");
            foreach (var field in items)
            {
                using (writer.Block($"foreach (var item in {field.Name})"))
                {
                    var version = AsksVersion(field.Each!.Item!.Limits) ? "version, " : "";
                    writer.Line($"var rule = item.BrokenLimit({version}sender, {Names.End(packet.Roles, Role.Client)}, {Names.End(packet.Roles, Role.Server)});");
                    writer.Line("if (rule != Rule.None) return new Violation(rule, 0);");
                }
            }

            writer.Line("return default;");
        }
    }

    /// <summary>Emits an item's check.</summary>
    public static void EmitOfItem(SourceWriter writer, Packet packet, Item item, bool isView)
    {
        if (item.Limits.Count == 0) return;

        writer.Line();
        using (writer.Block($"internal Rule BrokenLimit({Parameters(packet.Roles, AsksVersion(item.Limits))})"))
        {
            foreach (var limit in item.Limits) Emit(writer, packet, limit, Over(PacketShape.Of(item, packet), isView, limit), "return {0};");
            writer.Line("return Rule.None;");
        }
    }

    private static Conditions Over(PacketShape shape, bool isView, Limit limit) => new(new PacketMembers(shape, isView), shape.Roles, limit.SentBy);

    private static bool AsksVersion(IEnumerable<Limit> limits) => limits.Any(limit => Versions.Condition(limit.Versions) is not null);

    private static string Parameters(RoleNames roles, bool asksVersion) =>
        $"{(asksVersion ? "ProtocolVersion version, " : "")}Role sender, Announced {Names.End(roles, Role.Client)}, Announced {Names.End(roles, Role.Server)}";

    private static void Emit(SourceWriter writer, Packet packet, Limit limit, Conditions conditions, string answer)
    {
        var when = limit.If is { } condition ? conditions.Emit(condition) : null;
        if (limit.SentBy is not Role.Both && packet.SentBy.Any(sender => sender.Role != limit.SentBy)) when = Code.And($"sender is {Names.Role(packet.Roles, limit.SentBy)}", when);
        when = Code.And(Versions.Condition(limit.Versions), when);
        var broken = Code.Not(conditions.Emit(limit.Keep));
        writer.Line($"if ({Code.And(when, broken)}) {string.Format(System.Globalization.CultureInfo.InvariantCulture, answer, Names.Rule(limit.Rule))}{Names.Mark(limit.Rule)}");
    }
}
