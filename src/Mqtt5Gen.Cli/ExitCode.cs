namespace Mqtt5Gen.Cli;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>It did what it was asked to, and found nothing wrong.</summary>
    public const int Fine = 0;

    /// <summary>The spec has faults, a difference is breaking, or a packet breaks a rule.</summary>
    public const int Faults = 1;

    /// <summary>Wrong usage, or a file that cannot be read or written.</summary>
    public const int WrongUsage = 2;
}
