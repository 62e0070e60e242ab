using System.Text.Json.Serialization;

/// <summary>The contracts of what goes through JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Reading))]
internal sealed partial class WorkerJson : JsonSerializerContext;
