using BenchmarkDotNet.Attributes;

namespace Mqtt5Gen.Benchmarks.Generating;

/// <summary>What the generator takes over the whole spec of MQTT, in a compiler that has run before.</summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private readonly IReadOnlyList<SpecText> _files = SpecText.Repository();
    private readonly SpecText[] _publish;
    private readonly SpecText[] _properties;
    private readonly GeneratorSession _session;
    private int _edits;

    public GeneratorBenchmarks()
    {
        _publish = Edits("03-publish.yaml", "if: QoS > 0", "if: QoS != 0");
        _properties = Edits("properties.yaml", "id: 0x23", "id: 0x3F");
        _session = new(_files);
        _session.Run();
    }

    [Benchmark(Description = "everything, with a fresh driver")]
    public int Everything() => new GeneratorSession(_files).Run();

    [Benchmark(Description = "after an edit of PUBLISH")]
    public int AfterAnEditOfAPacket() => _session.RunWith(_publish[_edits++ % 2]);

    [Benchmark(Description = "after an edit of a property")]
    public int AfterAnEditOfAProperty() => _session.RunWith(_properties[_edits++ % 2]);

    private SpecText[] Edits(string name, string piece, string edit)
    {
        var file = _files.Single(file => file.Path.EndsWith(name, StringComparison.Ordinal));
        return [file.Edited(piece, edit), file];
    }
}
