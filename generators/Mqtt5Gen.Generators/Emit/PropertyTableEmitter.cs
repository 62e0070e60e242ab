using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the property identifiers, and the forms that let a reader pass over values.</summary>
internal static class PropertyTableEmitter
{
    /// <summary>The file of both; empty where no packet holds properties.</summary>
    public static string Emit(Target target, PropertyTable table)
    {
        if (!table.IsUsed) return "";

        var writer = GeneratedFile.Start(target, "spec/properties.yaml");
        writer.Line();
        writer.Line("/// <summary>Property identifiers.</summary>");
        using (writer.Type("enum PropertyId"))
        {
            foreach (var property in table.Properties)
            {
                writer.Summary($"0x{property.Id:X2} {Words.About(property.Name, property.About)}");
                writer.Line($"{property.Name} = 0x{property.Id:X2},");
                writer.Line();
            }
        }

        writer.Line();
        writer.Line($$"""
            /// <summary>How each property's value is written, by identifier.</summary>
            internal static class PropertyTable
            {
                public static ReadOnlySpan<WireForm> Forms =>
                [
                    {{string.Join(",\n        ", Forms(table.Forms))}},
                ];
            }
            """);
        return writer.ToString();
    }

    private static IEnumerable<string> Forms(EquatableArray<PropertyForm> forms)
    {
        var last = forms.Count == 0 ? 0 : forms.Max(form => form.Id);
        return Enumerable.Range(0, last + 1).Select(id => "WireForm." + (forms.FirstOrDefault(form => form.Id == id)?.Form ?? "None"));
    }
}
