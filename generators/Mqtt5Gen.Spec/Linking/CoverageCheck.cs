namespace Mqtt5Gen.Spec.Linking;

/// <summary>Watches that every rule that the generated code keeps is cited where it is kept, and that every type is the type of something.</summary>
internal static class CoverageCheck
{
    /// <summary>Reports what nothing names; where other things are at fault, what they would have named is no second fault.</summary>
    public static void Run(LinkContext context)
    {
        if (context.Bag.HasErrors) return;

        CheckRules(context);
        foreach (var (name, at) in context.Types.Unused.Where(type => WireBases.TryFind(type.Name) is null))
        {
            context.Bag.Warn(DiagnosticIds.UnusedType, $"Found '{name}', which is the type of nothing; expected a field, a property or bits that have it.", at);
        }
    }

    private static void CheckRules(LinkContext context)
    {
        foreach (var (rule, at) in context.Rules.Rows)
        {
            if (rule.KeptBy is not ("codec" or "limits") || context.Rules.IsCited(rule)) continue;

            context.Bag.Report(
                DiagnosticIds.UncitedRule,
                $"Found '{at.Text}' kept by {rule.KeptBy} and cited by nothing, expected a field, check, limit or property that names it.",
                at.At);
        }
    }
}
