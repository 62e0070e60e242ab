namespace Mqtt5Gen.Cli.Vectors;

/// <summary>How much a sample says.</summary>
internal enum SampleSize
{
    /// <summary>The least: smallest values, and nothing that may be left out.</summary>
    Minimal,

    /// <summary>All there is: largest values, every optional part, every property.</summary>
    Full,
}
