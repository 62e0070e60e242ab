using System.Text;

namespace Mqtt5Gen.Client;

/// <summary>Topic Names as text: the same bytes soon after give the same string. For the one reader of a connection.</summary>
internal sealed class TopicNames
{
    private const int Slots = 64;
    private const int LongestKept = 256;

    private readonly (byte[] Utf8, string Text)[] _recent = new (byte[], string)[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestKept) return Encoding.UTF8.GetString(utf8);

        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var slot = ref _recent[(uint)hash.ToHashCode() % Slots];
        if (slot.Text is null || !utf8.SequenceEqual(slot.Utf8)) slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return slot.Text;
    }
}
