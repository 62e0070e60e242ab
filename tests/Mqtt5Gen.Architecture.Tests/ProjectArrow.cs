namespace Mqtt5Gen.Architecture.Tests;

/// <summary>One ProjectReference: what it imports, and whether only the compiler sees it.</summary>
internal sealed record ProjectArrow(string Target, bool AsAnalyzer);
