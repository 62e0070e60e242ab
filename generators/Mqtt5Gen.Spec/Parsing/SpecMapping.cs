using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Spec.Parsing;

/// <summary>A row: keys with their values.</summary>
/// <param name="Entries">In the order of the text; every key once.</param>
/// <param name="At">Where its first key stands.</param>
public sealed record SpecMapping(EquatableArray<SpecEntry> Entries, SpecLocation At) : SpecNode(At)
{
    /// <summary>The value of a key, or null.</summary>
    public SpecNode? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Key.Text == key) return entry.Value;
            }

            return null;
        }
    }
}
