using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Compares the reason codes of a packet in one version, or the return codes that stand in their place.</summary>
internal sealed class ReasonCodeComparer(ChangeRecorder changes, Edition before, Edition after)
{
    /// <summary>Compares.</summary>
    public void Compare(Packet old, Packet young)
    {
        ReturnCode[] oldReturns = [.. before.Of(old.ReturnCodes, code => code.Versions)];
        ReturnCode[] newReturns = [.. after.Of(young.ReturnCodes, code => code.Versions)];
        if (oldReturns.Length > 0 || newReturns.Length > 0) Compare(oldReturns, newReturns);
        else Compare(old.ReasonCodes, young.ReasonCodes);
    }

    private void Compare(IReadOnlyList<ReasonCodeUse> old, IReadOnlyList<ReasonCodeUse> young)
    {
        foreach (var use in young)
        {
            var item = Item(use.Name, use.Code);
            if (old.FirstOrDefault(other => other.Code == use.Code) is not { } same)
            {
                changes.Widened(item, "reason code added", "it");
                continue;
            }

            if (same.Name != use.Name) changes.Misread(item, $"{Words.Hex(use.Code)} is {use.Name} in place of {same.Name}", "the same byte means something else");
            new RoleComparer(after.Words).Compare(changes, item, same.SentBy, use.SentBy);
        }

        foreach (var use in old.Where(use => young.All(other => other.Code != use.Code))) changes.Narrowed(Item(use.Name, use.Code), "reason code removed", "it");
    }

    private void Compare(IReadOnlyList<ReturnCode> old, IReadOnlyList<ReturnCode> young)
    {
        foreach (var code in young)
        {
            var item = Item(code.Means, code.Code);
            if (old.FirstOrDefault(other => other.Code == code.Code) is not { } same) changes.Widened(item, "return code added", "it");
            else if (same.Means != code.Means) changes.Misread(item, $"{Words.Hex(code.Code)} means {code.Means} in place of {same.Means}", "the same byte means something else");
            else if (!same.Also.Equals(code.Also) || same.Otherwise != code.Otherwise) changes.Harmless(item, "other reason codes are sent as it", "every receiver knows it");
        }

        foreach (var code in old.Where(code => young.All(other => other.Code != code.Code))) changes.Narrowed(Item(code.Means, code.Code), "return code removed", "it");
    }

    private static string Item(string name, int code) => $"{name} ({Words.Hex(code)})";
}
