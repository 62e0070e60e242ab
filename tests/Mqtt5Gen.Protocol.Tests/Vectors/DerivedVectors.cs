using Mqtt5Gen.Cli.Vectors;
using Mqtt5Gen.Protocol.Tests.Interpreting;

namespace Mqtt5Gen.Protocol.Tests.Vectors;

/// <summary>The vectors that <c>mqtt5gen spec vectors</c> derives from the spec, read back from the text that it writes.</summary>
internal static class DerivedVectors
{
    public static IEnumerable<Vector> Read() => new VectorGenerator(Interpreter.Protocol).Files().SelectMany(file =>
    {
        using StringWriter text = new();
        new VectorWriter(Interpreter.Protocol).Write(text, file);
        using StringReader reader = new(text.ToString());
        return VectorFile.Read(reader);
    });
}
