using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Spec.Linking;

/// <summary>The members that a condition may name where it stands, of all that the packet or item declares.</summary>
internal sealed class Scope(IEnumerable<string> declared, DiagnosticBag bag)
{
    private readonly Dictionary<string, Operand> _members = [];
    private readonly HashSet<string> _declared = [.. declared];

    public IEnumerable<string> Names => _members.Keys;

    public void Add(SpecScalar name, Operand member)
    {
        if (name.Text.Length > 0 && _members.TryGetValue(name.Text, out var other) && other.Kind is not OperandKind.Property)
        {
            bag.Report(DiagnosticIds.Duplicate, $"Found '{name.Text}' a second time, expected every member's name once.", name.At);
            return;
        }

        _members[name.Text] = member;
    }

    /// <summary>Adds properties; a field of the same name stands before them.</summary>
    public void Add(IEnumerable<Property> properties)
    {
        foreach (var property in properties)
        {
            if (_members.ContainsKey(property.Name)) continue;

            _members.Add(property.Name, new(OperandKind.Property, property.Name, property.Type, property.WhenAbsent is null));
        }
    }

    public Operand? TryFind(string name) => _members.TryGetValue(name, out var member) ? member : null;

    public bool IsLater(string name) => _declared.Contains(name) && !_members.ContainsKey(name);
}
