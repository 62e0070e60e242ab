namespace Mqtt5Gen.Spec.Model;

/// <summary>The word for one end.</summary>
/// <param name="Name">The word in the spec (<c>gateway</c>).</param>
/// <param name="Spelled">The word in mixed case (<c>Gateway</c>).</param>
public sealed record RoleName(string Name, string Spelled);
