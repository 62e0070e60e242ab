using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Compares who may send something.</summary>
internal static class RoleComparer
{
    /// <summary>Compares.</summary>
    public static void Compare(ChangeRecorder changes, string item, Role before, Role after)
    {
        if (before == after) return;

        var what = $"sent by {Words.Role(before)} became sent by {Words.Role(after)}";
        switch (before, after)
        {
            case (_, Role.Both):
                changes.Widened(item, what, $"it from the {Words.Role(Other(before))}");
                break;
            case (Role.Both, _):
                changes.Narrowed(item, what, $"it from the {Words.Role(Other(after))}");
                break;
            default:
                changes.Add(item, what, Impact.Both, $"an old receiver refuses it from the {Words.Role(after)}, a new receiver from the {Words.Role(before)}");
                break;
        }
    }

    private static Role Other(Role role) => role is Role.Client ? Role.Server : Role.Client;
}
