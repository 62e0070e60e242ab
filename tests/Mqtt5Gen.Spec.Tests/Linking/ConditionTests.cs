using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Tests.Linking;

public sealed class ConditionTests
{
    private const string Check = "{ if: Level = 0, then: not Dup, rule: T-1 }";

    [Theory]
    [InlineData("Retain", "IsSet Bit:Retain")]
    [InlineData("not Retain", "not IsSet Bit:Retain")]
    [InlineData("Level = 0", "Bit:Level = Number:0")]
    [InlineData("Level != 0b10", "Bit:Level != Number:2")]
    [InlineData("Level >= Twice", "Bit:Level >= EnumValue:Twice")]
    [InlineData("Retain = 1", "Bit:Retain = Number:1")]
    [InlineData("Id < 0x10", "Field:Id? < Number:16")]
    [InlineData("Id is present", "IsPresent Field:Id?")]
    [InlineData("Id is absent", "not IsPresent Field:Id?")]
    [InlineData("Properties is present", "IsPresent Field:Properties?")]
    [InlineData("Alias is present", "IsPresent Property:Alias?")]
    [InlineData("Alias is absent", "not IsPresent Property:Alias?")]
    [InlineData("Alias <= 7", "Property:Alias? <= Number:7")]
    [InlineData("Colour = 1", "Property:Colour = Number:1")]
    [InlineData("Code = Bad", "Field:Code = ReasonCode:Bad")]
    [InlineData("Topic is empty", "IsEmpty Field:Topic")]
    [InlineData("Topic is not empty", "not IsEmpty Field:Topic")]
    [InlineData("Topic is shared", "IsShared Field:Topic")]
    [InlineData("Topic is not wildcard", "not IsWildcard Field:Topic")]
    [InlineData("Topic = \\\"a and b\\\"", "Field:Topic = Text:a and b")]
    [InlineData("Retain and not Dup  and Level > 0", "IsSet Bit:Retain; not IsSet Bit:Dup; Bit:Level > Number:0")]
    public void AConditionOfTheLanguageIsRead(string text, string terms)
    {
        var protocol = TinySpec.LinkWhole(Check, $$"""{ then: "{{text}}", rule: T-1 }""");

        var check = Assert.Single(protocol.Packets[1].Checks, _ => true);
        Assert.Null(check.If);
        Assert.Equal(terms, Describe(check.Then));
    }

    [Theory]
    [InlineData("Level <= Limit", "Bit:Level <= Announced:Limit? by Client")]
    [InlineData("Shade = 1", "Announced:Shade by Client = Number:1")]
    public void ALimitIsReadAgainstWhatWasAnnounced(string text, string terms)
    {
        var protocol = TinySpec.LinkWhole("keep: Level <= Limit", $"keep: {text}");

        Assert.Equal(terms, Describe(protocol.Packets[1].Limits[0].Keep));
    }

    [Theory]
    [InlineData("[|Level|]", "Found 'Level', expected the name of a single bit, or a comparison.")]
    [InlineData("not [|Topic|]", "Found 'Topic', expected the name of a single bit, or a comparison.")]
    [InlineData("[|Topic|] is present", "Found 'Topic', expected a property, a field with 'if' or 'when-omitted: none', or bits or properties with 'when-omitted'.")]
    [InlineData("Topic is [|blank|]", "Found 'blank', expected one of present, absent, empty, shared, wildcard.")]
    [InlineData("Alias is not [|present|]", "Found 'present', expected one of present, absent, empty, shared, wildcard.")]
    [InlineData("[|Id|] is empty", "Found 'Id', expected a member that holds text.")]
    [InlineData("[|Code|] is shared", "Found 'Code', expected a member that holds text.")]
    [InlineData("Level [|~|] 0", "Found '~', expected 'is' or one of = != < <= > >=.")]
    [InlineData("[|Retain or Dup or Level|]", "Found 'Retain or Dup or Level', expected a condition like 'QoS > 0', 'not Retain' or 'TopicAlias is present'.")]
    [InlineData("[|Retain and|]", "Found 'Retain and', expected a condition on both sides of 'and'.")]
    [InlineData("[|Entries|] = 0", "Found 'Entries', expected a member that holds one value.")]
    [InlineData("Topic = [|7|]", "Found '7', expected no number: 'Topic' holds none.")]
    [InlineData("Level = [|'a'|]", "Found 'a', expected no text: 'Level' holds none.")]
    [InlineData("Topic > [|'a'|]", "Found 'a', expected a comparison by = or !=: text has no order.")]
    public void AnythingElseIsNotOfTheLanguage(string text, string message) =>
        Assert.Equal(message, TinySpec.FindOne(DiagnosticIds.Condition, Check, $"{{ then: {text}, rule: T-1 }}"));

    [Fact]
    public void AnUnknownReasonCodeInAConditionIsNamed() =>
        Assert.Equal(
            "Found 'Bda', expected a reason code. Did you mean 'Bad'?",
            TinySpec.FindOne(DiagnosticIds.UnknownReasonCode, Check, "{ then: 'Code = [|Bda|]', rule: T-1 }"));

    [Fact]
    public void AWordInALaterTermIsUnderlinedAlone() =>
        TinySpec.FindOne(DiagnosticIds.UnknownMember, Check, "{ then: 'Retain and [|Nothing|] > 0', rule: T-1 }");

    private static string Describe(Condition condition) => string.Join("; ", condition.Terms.Select(Describe));

    private static string Describe(Term term)
    {
        var left = Describe(term.Left);
        var not = term.Not ? "not " : "";
        return term.Kind is TermKind.Compare ? $"{left} {term.Comparison} {Describe(term.Right!)}" : $"{not}{term.Kind} {left}";
    }

    private static string Describe(Operand operand) =>
        $"{operand.Kind}:{operand.Name}{(operand.IsOptional ? "?" : "")}{(operand.Kind is OperandKind.Announced ? $" by {operand.AnnouncedBy}" : "")}";
}
