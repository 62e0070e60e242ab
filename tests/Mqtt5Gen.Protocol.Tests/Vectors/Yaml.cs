using YamlDotNet.RepresentationModel;

namespace Mqtt5Gen.Protocol.Tests.Vectors;

/// <summary>The few things that tests ask of YAML.</summary>
internal static class Yaml
{
    public static TNode Load<TNode>(string path)
        where TNode : YamlNode
    {
        using var reader = File.OpenText(path);
        return Load<TNode>(reader);
    }

    public static TNode Load<TNode>(TextReader reader)
        where TNode : YamlNode
    {
        var stream = new YamlStream();
        stream.Load(reader);
        return (TNode)stream.Documents.Single().RootNode;
    }

    public static TNode? Find<TNode>(this YamlMappingNode node, string key)
        where TNode : YamlNode =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? (TNode)value : null;

    public static string? Text(this YamlMappingNode node, string key) => node.Find<YamlScalarNode>(key)?.Value;
}
