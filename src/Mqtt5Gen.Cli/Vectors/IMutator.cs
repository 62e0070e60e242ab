namespace Mqtt5Gen.Cli.Vectors;

/// <summary>One kind of change that breaks a rule.</summary>
internal interface IMutator
{
    /// <summary>The mutants of a packet.</summary>
    IEnumerable<Mutant> Mutate(MutationContext context);
}
