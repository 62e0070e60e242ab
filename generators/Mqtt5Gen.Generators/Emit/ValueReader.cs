using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the reading of one value and what it must satisfy.</summary>
internal static class ValueReader
{
    private const string Declared = "var ";

    /// <summary>Emits statements that assign <paramref name="target"/>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="target">The assigned local, with <c>var</c> if it is declared here.</param>
    /// <param name="value">The value.</param>
    /// <param name="isKept">Whether the value is used; false where it is only checked.</param>
    public static void Emit(SourceWriter writer, string target, ReadValue value, bool isKept = true)
    {
        var type = value.Type;
        var local = Local(target);
        if (type.Base is WireBase.Utf8Pair)
        {
            EmitText(writer, $"var {local}Name", value);
            EmitText(writer, $"var {local}Value", value);
            if (isKept) writer.Line($"{target} = new Utf8PairView({local}Name, {local}Value);");
            return;
        }

        if (type.IsFlag)
        {
            writer.Line($"var {local}Byte = reader.U8({Names.Rule(value.Missing)});");
            Expect(writer, $"{local}Byte <= 1", value.BadValue);
            writer.Line($"{target} = {local}Byte != 0;");
        }
        else if (type.IsText) EmitText(writer, target, value);
        else
        {
            writer.Line($"{target} = {Read(value)};");
            if (type.IsEnum) Expect(writer, IsKnown(type, local, local == Names.Local(type.Spelled)), value.BadValue);
            else if (InBounds(type, value.In, local) is { } inBounds) Expect(writer, inBounds, value.BadValue);
        }

        if (value.Length is { } lengths && HasLength(value.Type, lengths, local) is { } hasLength) Expect(writer, hasLength, value.BadValue);
        EmitNarrowed(writer, local, value);
    }

    /// <summary>Emits the reading of bytes that were checked before.</summary>
    public static void EmitUnchecked(SourceWriter writer, string target, ReadValue value)
    {
        var type = value.Type;
        var rule = Names.Rule(value.Missing);
        writer.Line(type.Base switch
        {
            _ when type.IsFlag => $"{target} = reader.U8({rule}) != 0;",
            WireBase.Utf8Pair => $"{target} = new Utf8PairView(reader.Binary({rule}), reader.Binary({rule}));",
            _ => $"{target} = {Read(value)};",
        });
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

    private static string Read(ReadValue value)
    {
        var type = value.Type;
        var rule = Names.Rule(value.Missing);
        var cast = type.IsEnum ? $"({type.Spelled})" : "";
        return type.Base switch
        {
            WireBase.VarInt => $"{cast}reader.VarInt({rule}, {Names.Rule(value.Faults.LengthTooLong)}, {Names.Rule(value.Faults.LengthNotShortest)})",
            WireBase.U8 or WireBase.U16 or WireBase.U32 => $"{cast}reader.{type.Base}({rule})",
            WireBase.Utf8 or WireBase.Binary when type.Size is { } size => $"reader.Fixed({size}, {rule})",
            WireBase.Utf8 or WireBase.Binary => $"reader.Binary({rule})",
            _ => "reader.Rest()",
        };
    }

    // One look at the text finds all its flaws; what they break is asked only if there are any.
    private static void EmitText(SourceWriter writer, string target, ReadValue value)
    {
        var flaws = Local(target) + "Flaws";
        var read = value.Type.Base is WireBase.Utf8Pair ? $"reader.Binary({Names.Rule(value.Missing)})" : Read(value);
        writer.Line($"{target} = {read};{(value.Type.IsRest ? "" : Names.Mark(value.Missing))}");
        writer.Line($"var {flaws} = TextShapes.{(value.Shapes.Count > 0 ? "FlawsOf" : "FlawsOfText")}({Local(target)});");
        using (writer.Block($"if ({flaws} != TextFlaws.None)"))
        {
            Expect(writer, $"({flaws} & TextFlaws.IllFormed) == 0", value.Faults.IllFormedText);
            Expect(writer, $"({flaws} & TextFlaws.HasNul) == 0", value.Faults.NulInText);
            foreach (var shape in value.Shapes)
            {
                Expect(writer, Versions.Demand(shape.Versions, $"({flaws} & TextFlaws.{FlawOf(shape.Shape)}) == 0"), shape.Rule);
            }
        }
    }

    // Text is as long as it has characters, data as it has bytes.
    private static string? HasLength(WireType type, Bounds bounds, string local)
    {
        var length = type.IsText ? $"TextShapes.CharactersOf({local})" : $"{local}.Length";
        var low = bounds.Min > 0 ? $">= {bounds.Min}" : null;
        var high = bounds.Max < int.MaxValue ? $"<= {bounds.Max}" : null;
        return low is null && high is null ? null : $"{length} is {string.Join(" and ", new[] { low, high }.OfType<string>())}";
    }

    // What overlays narrow a value to, once it was read and found allowed.
    private static void EmitNarrowed(SourceWriter writer, string local, ReadValue value)
    {
        var type = value.Type;
        var number = type.IsFlag ? $"({local} ? 1 : 0)" : type.IsEnum ? $"({Types.Underlying(type)}){local}" : local;
        foreach (var one in value.Narrowed)
        {
            var isWithin = one.IsLength ? HasLength(type, one.In, local) : InBounds(type, one.In, number);
            Expect(writer, isWithin ?? "true", one.Rule);
        }
    }

    private static void Expect(SourceWriter writer, string kept, RuleRef rule) =>
        writer.Line($"reader.Expect({kept}, {Names.Rule(rule)});{Names.Mark(rule)}");

    private static string Local(string target) => target.StartsWith(Declared, StringComparison.Ordinal) ? target.Substring(Declared.Length) : target;

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
