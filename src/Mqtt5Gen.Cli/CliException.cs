namespace Mqtt5Gen.Cli;

/// <summary>The tool cannot do what it was asked to: wrong usage, or a file that cannot be read or written.</summary>
/// <param name="message">One line for the user.</param>
internal sealed class CliException(string message) : Exception(message);
