using System.Globalization;
using System.Text;
using Mqtt5Gen.Spec.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>Writes one row of a YAML list: a map whose values stand in one line each.</summary>
internal sealed class YamlText(IEmitter emitter)
{
    /// <summary>Begins the row.</summary>
    public void Start()
    {
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
    }

    /// <summary>Ends the row.</summary>
    public void End()
    {
        emitter.Emit(new MappingEnd());
        emitter.Emit(new SequenceEnd());
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
    }

    /// <summary>A key, whose value comes next.</summary>
    public void Key(string key) => Text(key);

    /// <summary>A key and text.</summary>
    public void Pair(string key, string text)
    {
        Key(key);
        Text(text);
    }

    /// <summary>A key and text in quotes.</summary>
    public void Quoted(string key, string text)
    {
        Key(key);
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, ScalarStyle.DoubleQuoted, isPlainImplicit: true, isQuotedImplicit: true));
    }

    /// <summary>Text; in quotes where it could be read as something else.</summary>
    public void Text(string text)
    {
        var style = text.Length == 0 || text.Any(char.IsControl) ? ScalarStyle.DoubleQuoted : ScalarStyle.Any;
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));
    }

    /// <summary>Well-formed UTF-8.</summary>
    public void Text(ReadOnlyMemory<byte> text) => Text(Encoding.UTF8.GetString(text.Span));

    /// <summary>Bytes, as vectors write them.</summary>
    public void Bytes(ReadOnlyMemory<byte> bytes) => Text($"hex:{Convert.ToHexStringLower(bytes.Span)}");

    /// <summary>A number, a value's name, or true or false.</summary>
    public void Number(WireType? type, long number)
    {
        if (type is { IsFlag: true }) Text(number == 0 ? "false" : "true");
        else Text(type?.Values.FirstOrDefault(value => value.Value == number)?.Name ?? number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A map in one line.</summary>
    public void Map(IEnumerable<(string Key, Action<YamlText> Value)> rows)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Flow));
        foreach (var (key, value) in rows)
        {
            Key(key);
            value(this);
        }

        emitter.Emit(new MappingEnd());
    }

    /// <summary>A list in one line.</summary>
    public void List(IEnumerable<Action<YamlText>> items)
    {
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Flow));
        foreach (var item in items) item(this);
        emitter.Emit(new SequenceEnd());
    }
}
