namespace Mqtt5Gen.Generators.Emit;

/// <summary>Who sees the generated types.</summary>
internal enum Visibility
{
    /// <summary>The project that they are generated in.</summary>
    Internal,

    /// <summary>Everybody.</summary>
    Public,
}
