using CsCheck;

namespace Mqtt5Gen.Broker.Tests.Routing;

/// <summary>Topics and filters over so few levels that they meet.</summary>
internal static class Topics
{
    private static readonly Gen<string> Level = Gen.OneOf("", "a", "b", "ab", "$", "$a", "é", "🙂");

    public static readonly Gen<string> Topic = Level.Array[1, 5].Select(Join);

    public static readonly Gen<string> Filter =
        Gen.Select(Gen.Frequency((3, Level), (2, Gen.Const("+"))).Array[0, 4], Gen.OneOf("#", "#", "+", "a", ""))
            .Select((levels, last) => Join([.. levels, last]));

    private static string Join(string[] levels) => levels is [""] ? "a" : string.Join('/', levels);
}
