using System.Text.Json.Serialization;

/// <summary>The contracts of what goes through JSON, which the compiler writes: native code has no reflection to find them out.</summary>
[JsonSerializable(typeof(Reading))]
internal sealed partial class NativeJson : JsonSerializerContext;
