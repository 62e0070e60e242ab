namespace Mqtt5Gen.Conformance.Statements;

/// <summary>One statement of the standard.</summary>
/// <param name="Id">Its number, <c>3.1.1/</c> before those of 3.1.1; or the name of an error or of a sentence that has no number.</param>
/// <param name="Section">Where it stands.</param>
/// <param name="Kind">Which list it belongs to.</param>
/// <param name="Actor">Whom it binds: client, server, both, sender, receiver.</param>
/// <param name="Summary">What it says, in our words.</param>
/// <param name="IsError">Whether the standard names it among the errors that a receiver answers.</param>
internal sealed record Statement(string Id, string Section, StatementKind Kind, string Actor, string Summary, bool IsError)
{
    /// <summary>Whether a server has to keep it, by itself or by answering a breach.</summary>
    public bool BindsServer => Actor is not "client" || IsError;

    /// <summary>Whether it is kept by what is done with a packet that breaks it.</summary>
    public bool BindsReceiver => IsError || Actor is "server" or "both" or "receiver";
}
