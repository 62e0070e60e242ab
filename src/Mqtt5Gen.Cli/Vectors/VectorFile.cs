namespace Mqtt5Gen.Cli.Vectors;

/// <summary>The vectors of one packet.</summary>
/// <param name="FileName">Its name as a file, in the manner of the spec.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Vectors">The vectors: valid ones, then those that break a rule.</param>
/// <param name="Masked">The mutants that are no vectors, since something else is wrong with them first.</param>
/// <param name="Missed">What has no mutants, since there is no valid packet that has it.</param>
internal sealed record VectorFile(
    string FileName, string Title, IReadOnlyList<Vector> Vectors, IReadOnlyList<MaskedMutant> Masked, IReadOnlyList<string> Missed);
