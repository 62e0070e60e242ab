namespace Mqtt5Gen.Client;

/// <summary>What cannot be used in <see cref="MqttTlsOptions"/>.</summary>
/// <param name="Option">The name of the option.</param>
/// <param name="Value">Its value.</param>
/// <param name="Expected">What is allowed.</param>
/// <param name="Cause">Why this is not, a sentence.</param>
internal sealed record TlsFault(string Option, string Value, string Expected, string Cause)
{
    public override string ToString() => $"{Option} is '{Value}'; it must be {Expected}. {Cause}";
}
