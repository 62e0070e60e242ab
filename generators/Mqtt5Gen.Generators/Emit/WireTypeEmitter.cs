using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Emits the enumerations among the wire types.</summary>
internal static class WireTypeEmitter
{
    /// <summary>The file of all of them; empty where there are none.</summary>
    public static string Emit(Target target, EquatableArray<WireType> types)
    {
        var enumerations = types.Where(type => type.IsEnum).ToList();
        if (enumerations.Count == 0) return "";

        var writer = GeneratedFile.Start(target, "spec/wire-types.yaml");
        foreach (var type in enumerations)
        {
            writer.Line();
            writer.Summary(Words.About(type.Spelled, type.About));
            using (writer.Type($"enum {type.Spelled} : {Types.Underlying(type)}"))
            {
                foreach (var value in type.Values)
                {
                    writer.Summary($"{value.Value}: {Words.Of(value.Name)}.");
                    writer.Line($"{value.Name} = {value.Value},");
                    writer.Line();
                }
            }
        }

        return writer.ToString();
    }
}
