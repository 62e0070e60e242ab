namespace Mqtt5Gen.Shared.Settings;

/// <summary>One key of the configuration: how it is read, and what is allowed.</summary>
/// <typeparam name="TOptions">What it is read into.</typeparam>
/// <param name="Key">Below the section.</param>
/// <param name="Expected">What is allowed, for a message.</param>
internal abstract record Setting<TOptions>(string Key, string Expected)
{
    /// <summary>Whether its words may also be a list of the configuration, <c>KEY:0</c>, <c>KEY:1</c> and so on.</summary>
    public virtual bool IsList => false;

    /// <summary>Whether each key below this one is a name of the user's, with a value of its own.</summary>
    public virtual bool IsMap => false;

    /// <summary>Reads a value into the options; false if it is none.</summary>
    public abstract bool TryApply(TOptions options, string text);

    /// <summary>Reads the value of a name, where the setting <see cref="IsMap"/>; false if it is none.</summary>
    public virtual bool TryApply(TOptions options, string name, string text) => false;

    /// <summary>Whether the options hold an allowed value, whoever set it; if not, <paramref name="value"/> is it.</summary>
    public virtual bool IsAllowed(TOptions options, out string value)
    {
        value = "";
        return true;
    }

    /// <summary>A value as messages may show it.</summary>
    public virtual string Shown(string text) => text;
}
