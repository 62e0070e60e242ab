namespace Mqtt5Gen.Spec.Model;

/// <summary>What stands on the wire in place of reason codes in older versions of one packet.</summary>
/// <param name="Versions">The versions.</param>
/// <param name="Code">The byte on the wire.</param>
/// <param name="Means">The name of the reason code that it decodes to.</param>
/// <param name="Also">Further reason codes that are sent as it.</param>
/// <param name="Otherwise">Whether it stands for every reason code without a row.</param>
public sealed record ReturnCode(VersionRange Versions, int Code, string Means, EquatableArray<string> Also, bool Otherwise);
