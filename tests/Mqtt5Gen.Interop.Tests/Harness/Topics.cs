namespace Mqtt5Gen.Interop.Tests.Harness;

internal static class Topics
{
    /// <summary>A topic name that no other test uses.</summary>
    public static string New() => $"interop/{Guid.NewGuid():N}";
}
