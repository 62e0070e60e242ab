namespace Mqtt5Gen.Conformance.Running;

/// <summary>Puts section numbers in the order of the standard: 3.9 before 3.10.</summary>
internal static class SectionOrder
{
    public static string Of(string number) => string.Join('.', number.Split('.', ' ', '-').Select(part => part.PadLeft(4, '0')));
}
