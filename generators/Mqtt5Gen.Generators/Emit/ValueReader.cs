using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the reading of one value and what it must satisfy.</summary>
internal static class ValueReader
{
    /// <summary>Emits statements that assign <paramref name="target"/>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">The assigned local, with <c>var</c> if it is declared here.</param>
    /// <param name="type">The value's type.</param>
    /// <param name="missing">What breaks when the bytes end before it.</param>
    /// <param name="bounds">The allowed values, or null.</param>
    /// <param name="badValue">What another value breaks.</param>
    /// <param name="shapes">What text must look like.</param>
    /// <param name="faults">The rules of faults of form.</param>
    /// <param name="checks">Whether to check the value; false for bytes that were checked before.</param>
    public static void Emit(
        SourceWriter writer, string target, WireType type, RuleRef missing, Bounds? bounds, RuleRef? badValue, EquatableArray<ShapeRule> shapes, Faults faults, bool checks = true)
    {
        if (!checks)
        {
            EmitUnchecked(writer, target, type, missing, faults);
            return;
        }

        var local = target.StartsWith("var ", StringComparison.Ordinal) ? target.Substring(4) : target;
        var rule = Names.Rule(missing);
        var bad = badValue ?? missing;
        switch (type.Base)
        {
            case WireBase.U8 when type.IsFlag:
                writer.Line($"var {local}Byte = reader.U8({rule});");
                writer.Line($"reader.Expect({local}Byte <= 1, {Names.Rule(bad)});{Names.Mark(bad)}");
                writer.Line($"{target} = {local}Byte != 0;");
                return;
            case WireBase.U8 when type.IsEnum:
                writer.Line($"{target} = ({type.Spelled})reader.U8({rule});");
                writer.Line($"reader.Expect({IsKnown(type, local, local == Names.Local(type.Spelled))}, {Names.Rule(bad)});{Names.Mark(bad)}");
                return;
            case WireBase.U8 or WireBase.U16 or WireBase.U32:
                writer.Line($"{target} = reader.{type.Base}({rule});");
                break;
            case WireBase.VarInt:
                writer.Line($"{target} = reader.VarInt({rule}, {Names.Rule(faults.LengthTooLong)}, {Names.Rule(faults.LengthNotShortest)});");
                break;
            case WireBase.Utf8:
                EmitText(writer, target, missing, shapes, faults);
                return;
            case WireBase.Utf8Pair:
                EmitText(writer, $"var {local}Name", missing, default, faults);
                EmitText(writer, $"var {local}Value", missing, default, faults);
                return;
            case WireBase.Binary:
                writer.Line($"{target} = reader.Binary({rule});");
                break;
            default:
                writer.Line($"{target} = reader.Rest();");
                break;
        }

        if (InBounds(type, bounds, local) is { } inBounds) writer.Line($"reader.Expect({inBounds}, {Names.Rule(bad)});{Names.Mark(bad)}");
    }

    // One look at the text finds all its flaws; what they break is asked only if there are any.
    private static void EmitText(SourceWriter writer, string target, RuleRef missing, EquatableArray<ShapeRule> shapes, Faults faults)
    {
        var local = target.StartsWith("var ", StringComparison.Ordinal) ? target.Substring(4) : target;
        var flaws = local + "Flaws";
        writer.Line($"{target} = reader.Binary({Names.Rule(missing)});{Names.Mark(missing)}");
        writer.Line($"var {flaws} = TextShapes.{(shapes.Count > 0 ? "FlawsOf" : "FlawsOfText")}({local});");
        using (writer.Block($"if ({flaws} != TextFlaws.None)"))
        {
            writer.Line($"reader.Expect(({flaws} & TextFlaws.IllFormed) == 0, {Names.Rule(faults.IllFormedText)});{Names.Mark(faults.IllFormedText)}");
            writer.Line($"reader.Expect(({flaws} & TextFlaws.HasNul) == 0, {Names.Rule(faults.NulInText)});{Names.Mark(faults.NulInText)}");
            foreach (var shape in shapes)
            {
                var hasShape = $"({flaws} & TextFlaws.{FlawOf(shape.Shape)}) == 0";
                writer.Line($"reader.Expect({Versions.Demand(shape.Versions, hasShape)}, {Names.Rule(shape.Rule)});{Names.Mark(shape.Rule)}");
            }
        }
    }

    private static void EmitUnchecked(SourceWriter writer, string target, WireType type, RuleRef missing, Faults faults)
    {
        var rule = Names.Rule(missing);
        writer.Line(type.Base switch
        {
            WireBase.U8 when type.IsFlag => $"{target} = reader.U8({rule}) != 0;",
            WireBase.U8 when type.IsEnum => $"{target} = ({type.Spelled})reader.U8({rule});",
            WireBase.U8 or WireBase.U16 or WireBase.U32 => $"{target} = reader.{type.Base}({rule});",
            WireBase.VarInt => $"{target} = reader.VarInt({rule}, {Names.Rule(faults.LengthTooLong)}, {Names.Rule(faults.LengthNotShortest)});",
            WireBase.Utf8Pair => $"{target} = new Utf8PairView(reader.Binary({rule}), reader.Binary({rule}));",
            _ => $"{target} = reader.Binary({rule});",
        });
    }

    /// <summary>Emits what overlays narrow a value to, once it was read and found allowed.</summary>
    public static void EmitNarrowed(SourceWriter writer, string local, WireType type, EquatableArray<Narrowing> narrowed)
    {
        var number = type.IsFlag ? $"({local} ? 1 : 0)" : type.IsEnum ? $"(byte){local}" : local;
        foreach (var one in narrowed) writer.Line($"reader.Expect({InBounds(type, one.In, number) ?? "true"}, {Names.Rule(one.Rule)});{Names.Mark(one.Rule)}");
    }

    /// <summary>Whether an enumeration's value has a name.</summary>
    public static string IsKnown(WireType type, string value, bool isShadowed = false)
    {
        var sorted = type.Values.OrderBy(item => item.Value).ToList();
        var contiguous = sorted[0].Value == 0 && sorted[sorted.Count - 1].Value == sorted.Count - 1;
        return contiguous
            ? $"{value} <= {Types.Named(type, sorted[sorted.Count - 1], isShadowed)}"
            : $"{value} is {string.Join(" or ", sorted.Select(item => Types.Named(type, item, isShadowed)))}";
    }

    private static string? InBounds(WireType type, Bounds? bounds, string value)
    {
        if (bounds is null) return null;

        var max = type.Base switch { WireBase.U8 => byte.MaxValue, WireBase.U16 => ushort.MaxValue, WireBase.U32 => uint.MaxValue, _ => 268_435_455L };
        var low = bounds.Min == 1 ? $"{value} != 0" : bounds.Min > 0 ? $"{value} >= {bounds.Min}" : null;
        var high = bounds.Max < max ? $"{value} <= {bounds.Max}" : null;
        return Code.And(low, high);
    }

    private static string FlawOf(Shape shape) => shape switch
    {
        Shape.NotEmpty => "IsEmpty",
        Shape.NoWildcards => "HasWildcards",
        Shape.HashIsLast => "HashIsNotLast",
        Shape.PlusFillsLevel => "PlusSharesLevel",
        Shape.ShareHasName => "ShareHasNoName",
        _ => "ShareNameIsNotPlain",
    };
}
