using System.Text.RegularExpressions;
using Mqtt5Gen.Generators.Tests.Harness;
using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>What links, compiles: whatever an edit makes of a spec, its author never meets an error in generated code.</summary>
public sealed partial class MutationTests
{
    private const int Cases = 40;

    // The words of the spec, and those that it could have used.
    private static readonly string[] Words =
    [
        .. TinySpec.Files.SelectMany(file => Word().Matches(file.Text)).Select(match => match.Value).Distinct(),
        "u8", "u16", "u32", "varint", "utf8", "binary", "rest", "reason-code", "1..3", "0", "1", "2+", "1-2", "true",
    ];

    [Fact]
    public void AnEditedSpecThatLinksCompiles()
    {
        var random = new Random(20);
        for (var left = Cases; left > 0;)
        {
            var (file, text) = Edit(random);
            SpecText[] files = [.. TinySpec.Files.Where(other => other.Path != file.Path), new(file.Path, text)];
            if (SpecLinker.Link(new(files.Select(other => SpecFile.Parse(other.Path, other.Text)))).Protocol is null) continue;

            left--;
            Assert.True(GeneratorRun.Over([.. files]).Output.Complaints() is [], text);
        }
    }

    private static (SpecText File, string Text) Edit(Random random)
    {
        var file = TinySpec.Files[random.Next(TinySpec.Files.Count)];
        var text = file.Text;
        for (var edits = random.Next(1, 3); edits > 0; edits--)
        {
            var words = Word().Matches(text);
            var word = words[random.Next(words.Count)];
            text = text.Remove(word.Index, word.Length).Insert(word.Index, Words[random.Next(Words.Length)]);
        }

        return (file, text);
    }

    [GeneratedRegex(@"[\w.\-]+")]
    private static partial Regex Word();
}
