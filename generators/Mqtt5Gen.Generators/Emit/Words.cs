using System.Text;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>Names as the standard writes them: <c>TopicName</c> is <c>Topic Name</c>.</summary>
internal static class Words
{
    /// <summary>The sentence that documents a member.</summary>
    public static string About(string name, string? about) => about ?? Of(name) + ".";

    /// <summary>The words of a name in mixed case.</summary>
    public static string Of(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]) && char.IsUpper(name[i - 1]))) && !EndsWithQoS(name, i)) words.Append(' ');
            words.Append(name[i]);
        }

        return words.ToString();
    }

    private static bool EndsWithQoS(string name, int at) => at >= 2 && string.CompareOrdinal(name, at - 2, "QoS", 0, 3) == 0;
}
