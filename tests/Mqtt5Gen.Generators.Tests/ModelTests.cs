using System.Reflection;
using System.Runtime.CompilerServices;
using Mqtt5Gen.Generators.Emit;
using Mqtt5Gen.Generators.Settings;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>The contract of the models that pass between the steps: what the compiler caches must compare by content, and hold neither places nor the compiler's own types.</summary>
public sealed class ModelTests
{
    private static readonly Type[] Plain = [typeof(string), typeof(bool), typeof(int), typeof(long)];
    private static readonly Type[] Roots =
        [typeof(Protocol), typeof(PacketTable), typeof(PropertyTable), typeof(AnnouncedTable), typeof(ProtocolHead), typeof(RuleCatalog), typeof(Target), typeof(SpecSettings)];

    private static readonly HashSet<Type> Models = Walk();

    public static TheoryData<Type> Reached => [.. Models];

    [Fact]
    public void TheWalkReachesTheWholeModel()
    {
        Assert.Contains(typeof(Term), Models);
        Assert.Contains(typeof(PropertyForm), Models);
        Assert.True(Models.Count >= 30, $"The walk reached only {Models.Count} types.");
    }

    [Theory]
    [MemberData(nameof(Reached))]
    public void AModelIsASealedRecordOfTheModels(Type type)
    {
        var home = Roots.Select(root => root.Namespace);
        Assert.True(home.Contains(type.Namespace), $"{type} is of another namespace.");
        Assert.True(type is { IsClass: true, IsSealed: true } && type.GetMethod("<Clone>$") is not null, $"{type} is no sealed record.");
    }

    [Theory]
    [MemberData(nameof(Reached))]
    public void AModelCannotChange(Type type)
    {
        Assert.All(Fields(type), field => Assert.True(field.IsInitOnly, $"{field.Name} of {type} can be set."));
        Assert.All(type.GetProperties().Where(property => property.CanWrite), property => Assert.Contains(typeof(IsExternalInit).FullName, Modifiers(property)));
    }

    private static HashSet<Type> Walk()
    {
        HashSet<Type> seen = [];
        Queue<Type> left = new(Roots);
        while (left.TryDequeue(out var type))
        {
            if (!seen.Add(type)) continue;

            foreach (var held in Fields(type).Select(field => Held(field.FieldType)).Where(held => !held.IsEnum && !Plain.Contains(held))) left.Enqueue(held);
        }

        return seen;
    }

    private static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    private static IEnumerable<string?> Modifiers(PropertyInfo property) =>
        property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Select(modifier => modifier.FullName);

    private static Type Held(Type type)
    {
        var isWrapper = type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(EquatableArray<>) || type.GetGenericTypeDefinition() == typeof(Nullable<>));
        return isWrapper ? Held(type.GetGenericArguments()[0]) : type;
    }
}
