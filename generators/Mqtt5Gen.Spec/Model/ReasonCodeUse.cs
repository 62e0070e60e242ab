namespace Mqtt5Gen.Spec.Model;

/// <summary>A reason code as it may stand in one packet.</summary>
public sealed record ReasonCodeUse(int Code, string Name, Role SentBy);
