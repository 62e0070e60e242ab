using Mqtt5Gen.Cli.Comparing;

namespace Mqtt5Gen.Cli.Tests.Comparing;

/// <summary>An edit of the spec, and a change that it must be told as.</summary>
/// <param name="File">The file.</param>
/// <param name="Piece">What stands there.</param>
/// <param name="Edit">What stands there then.</param>
/// <param name="Whole">Whom the edit breaks.</param>
/// <param name="Group">The group of the change.</param>
/// <param name="Item">Its item.</param>
/// <param name="What">What it says.</param>
/// <param name="Versions">Its versions, where they are not all.</param>
/// <param name="Change">Whom the change alone breaks, where the edit makes others besides.</param>
/// <param name="Rest">What else must be edited for the spec to be whole.</param>
/// <param name="From">Edits that the old spec already has in place of this one.</param>
internal sealed record DiffCase(
    string File,
    string Piece,
    string Edit,
    Impact Whole,
    string Group,
    string Item,
    string What,
    string? Versions = null,
    Impact? Change = null,
    (string File, string Piece, string Edit)[]? Rest = null,
    (string File, string Piece, string Edit)[]? From = null);
