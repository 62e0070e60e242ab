using Mqtt5Gen.Cli.Wording;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Cli.Comparing;

/// <summary>Compares who may send something.</summary>
/// <param name="words">The protocol's words.</param>
internal sealed class RoleComparer(Words words)
{
    /// <summary>Compares.</summary>
    public void Compare(ChangeRecorder changes, string item, Role before, Role after)
    {
        if (before == after) return;

        var what = $"sent by {words.Role(before)} became sent by {words.Role(after)}";
        switch (before, after)
        {
            case (_, Role.Both):
                changes.Widened(item, what, $"it from the {words.Role(Other(before))}");
                break;
            case (Role.Both, _):
                changes.Narrowed(item, what, $"it from the {words.Role(Other(after))}");
                break;
            default:
                changes.Add(item, what, Impact.Both, $"an old receiver refuses it from the {words.Role(after)}, a new receiver from the {words.Role(before)}");
                break;
        }
    }

    private static Role Other(Role role) => role is Role.Client ? Role.Server : Role.Client;
}
