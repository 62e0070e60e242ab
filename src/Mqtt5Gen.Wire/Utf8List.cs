namespace Mqtt5Gen.Wire;

/// <summary>The texts of a repeated field or property, enumerated where they stand.</summary>
public readonly ref struct Utf8List
{
    private readonly BinaryList _texts;

    /// <summary>The values of property <paramref name="id"/> in a section that a decoder has checked.</summary>
    public Utf8List(ReadOnlySpan<byte> section, ReadOnlySpan<WireForm> forms, int id) => _texts = new BinaryList(section, forms, id);

    /// <summary>Texts, each behind its length, one after another, that a decoder has checked.</summary>
    public Utf8List(ReadOnlySpan<byte> texts) => _texts = new BinaryList(texts);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _texts.IsEmpty;

    /// <summary>The texts in their order, UTF-8.</summary>
    public BinaryList.Enumerator GetEnumerator() => _texts.GetEnumerator();

    /// <summary>Copies the texts.</summary>
    public ValueList<Utf8String> ToList()
    {
        var list = new List<Utf8String>();
        foreach (var text in this) list.Add(Utf8String.Copy(text));
        return [.. list];
    }
}
