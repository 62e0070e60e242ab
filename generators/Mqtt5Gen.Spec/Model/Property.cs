namespace Mqtt5Gen.Spec.Model;

/// <summary>A property as it may stand in one property set.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Name">Its name in mixed case.</param>
/// <param name="Plural">The name of the list, where it repeats.</param>
/// <param name="Type">Its type.</param>
/// <param name="In">The allowed values, or null.</param>
/// <param name="BadValue">What another value breaks.</param>
/// <param name="Shapes">What its text must look like, with the rules broken here.</param>
/// <param name="WhenAbsent">The value that absence means (a number, or a value's name), or null.</param>
/// <param name="SentBy">Who may send it here.</param>
/// <param name="WrongSender">What breaks when the other one does.</param>
/// <param name="Repeats">Whether it may stand here more than once.</param>
/// <param name="About">One sentence, or null.</param>
public sealed record Property(
    int Id,
    string Name,
    string Plural,
    WireType Type,
    Bounds? In,
    RuleRef? BadValue,
    EquatableArray<ShapeRule> Shapes,
    string? WhenAbsent,
    Role SentBy,
    RuleRef WrongSender,
    bool Repeats,
    string? About)
{
    /// <summary>How many characters of text, or bytes of data, it may have; or null.</summary>
    public Bounds? Length { get; init; }

    /// <summary>Tighter ranges that overlays set.</summary>
    public EquatableArray<Narrowing> Narrowed { get; init; }

    /// <summary>What the property breaks by standing here at all, where an overlay takes it away; otherwise null.</summary>
    public RuleRef? Refused { get; init; }
}
