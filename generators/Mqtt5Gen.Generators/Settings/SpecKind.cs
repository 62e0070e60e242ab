namespace Mqtt5Gen.Generators.Settings;

/// <summary>What an additional file is to us.</summary>
internal enum SpecKind
{
    /// <summary>Part of the project's own protocol.</summary>
    Spec,

    /// <summary>An addition to a protocol.</summary>
    Overlay,

    /// <summary>Part of the MQTT that comes with the package.</summary>
    Mqtt,
}
