using System.Reflection;
using Mqtt5Gen.Wire;
using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Protocol.Tests.Vectors;

/// <summary>Builds what a vector describes by the names of members; what it leaves out has its default. Nothing here is about one protocol.</summary>
internal static class ExpectedObject
{
    private static readonly MethodInfo ListMethod = typeof(ExpectedObject).GetMethod(nameof(List), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>An object with the members that <paramref name="fields"/> name.</summary>
    public static object Build(Type type, YamlMappingNode fields)
    {
        var built = Activator.CreateInstance(type)!;
        var derived = new List<(PropertyInfo Member, object? Value)>();
        foreach (var (key, value) in fields.Children)
        {
            var member = type.GetProperty(key.ToString()) ?? throw new FormatException($"{type.Name} has no {key}.");
            var wanted = Convert(value, member.PropertyType);
            if (member.CanWrite) member.SetValue(built, wanted);
            else derived.Add((member, wanted));
        }

        foreach (var (member, value) in derived) Assert.Equal(value, member.GetValue(built));
        return built;
    }

    private static object? Convert(YamlNode node, Type target)
    {
        var type = Nullable.GetUnderlyingType(target) ?? target;
        if (type == typeof(Utf8String)) return new Utf8String(BytesOf(node));
        if (type == typeof(Bytes)) return new Bytes(BytesOf(node));
        if (type == typeof(Utf8Pair)) return Pair((YamlSequenceNode)node);
        if (type.IsEnum) return Enum.Parse(type, node.ToString());
        if (type.IsGenericType) return ListMethod.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [node]);
        return node is YamlMappingNode fields ? Build(type, fields) : System.Convert.ChangeType(node.ToString(), type);
    }

    private static Utf8Pair Pair(YamlSequenceNode node) => new(new Utf8String(BytesOf(node[0])), new Utf8String(BytesOf(node[1])));

    private static ValueList<T> List<T>(YamlSequenceNode node) => [.. node.Select(item => (T)Convert(item, typeof(T))!)];

    private static byte[] BytesOf(YamlNode node)
    {
        if (node is YamlMappingNode repeated)
        {
            return System.Text.Encoding.UTF8.GetBytes(new string(repeated.Text("repeat")!.Single(), int.Parse(repeated.Text("times")!)));
        }

        var text = ((YamlScalarNode)node).Value!;
        return text.StartsWith("hex:", StringComparison.Ordinal) ? Hex.Parse(text["hex:".Length..]) : System.Text.Encoding.UTF8.GetBytes(text);
    }
}
