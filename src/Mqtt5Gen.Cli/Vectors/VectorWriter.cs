using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;
using YamlDotNet.Core;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>Writes vectors as YAML, in the format of the hand-checked ones (<c>tests/vectors/README.md</c>).</summary>
internal sealed class VectorWriter(SpecProtocol protocol)
{
    private readonly FrameCodec _frames = new(protocol.Framing);

    /// <summary>Writes all vectors of a file.</summary>
    public void Write(TextWriter output, VectorFile file)
    {
        output.Write($"# {file.Title}: derived from the spec, not written by hand.\n");
        foreach (var vector in file.Vectors)
        {
            output.Write('\n');
            output.Write(Write(vector));
        }

        foreach (var name in file.Missed) output.Write($"\n# {name} is left out: no valid packet was found that has it.\n");
        foreach (var mutant in file.Masked)
        {
            output.Write($"\n# {mutant.Name} is left out: it is meant to break {mutant.Meant.Name}, but {(mutant.Found is { } found ? $"breaks {found.Rule.Name}" : "is valid")}.\n");
        }
    }

    private string Write(Vector vector)
    {
        using var text = new StringWriter { NewLine = "\n" };
        YamlText yaml = new(new Emitter(text, EmitterSettings.Default.WithBestWidth(int.MaxValue)));
        yaml.Start();
        yaml.Pair("name", vector.Name);
        yaml.Quoted("hex", VectorHex.Of(vector));
        if (vector.Version != protocol.Versions[^1]) yaml.Quoted("version", vector.Version.Name);
        if (vector.Sender != UsualSender(vector)) yaml.Pair("sender", protocol.Roles.Of(vector.Sender).Name);
        if (vector.Announced is { } announced) WriteAnnounced(yaml, announced);
        if (vector.Content is { } content) WriteFields(yaml, content);
        if (vector.Broken is { } broken) WriteBroken(yaml, broken);
        yaml.End();
        return text.ToString();
    }

    // Who sends this packet; the client where both do, or where there is no such packet.
    private Role UsualSender(Vector vector)
    {
        var type = _frames.Read(vector.Bytes).Type;
        var packet = protocol.Packets.FirstOrDefault(candidate => candidate.Type == type);
        return packet is not null && packet.SentBy.All(sender => sender.Role is Role.Server) ? Role.Server : Role.Client;
    }

    private static void WriteAnnounced(YamlText yaml, Announcement announced)
    {
        yaml.Key("announced");
        yaml.Map([(announced.What.Name, yaml => yaml.Number(announced.What.Type, announced.Value))]);
    }

    private static void WriteFields(YamlText yaml, PacketContent content)
    {
        yaml.Key("fields");
        new VectorFields(yaml, content).Write();
    }

    private void WriteBroken(YamlText yaml, BrokenRule broken)
    {
        yaml.Pair("breaks", broken.Rule.Id ?? broken.Rule.Name);
        yaml.Key("at");
        yaml.Number(null, broken.Offset);
        if (protocol.Rules.First(rule => rule.Name == broken.Rule.Name).Answer is { } answer) yaml.Pair("answer", answer);
    }
}
