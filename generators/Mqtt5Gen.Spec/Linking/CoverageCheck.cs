namespace Mqtt5Gen.Spec.Linking;

/// <summary>Watches that every rule that the generated code keeps is cited where it is kept.</summary>
internal static class CoverageCheck
{
    public static void Run(LinkContext context)
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
