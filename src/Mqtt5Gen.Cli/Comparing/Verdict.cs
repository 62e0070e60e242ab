namespace Mqtt5Gen.Cli.Comparing;

/// <summary>What a change comes to.</summary>
internal enum Verdict
{
    /// <summary>Some receiver cannot read some sender.</summary>
    Breaking,

    /// <summary>Every receiver reads every sender; what is said or done about the bytes differs.</summary>
    Compatible,

    /// <summary>Sentences and sections: nothing but what a reader sees.</summary>
    Documentation,
}
