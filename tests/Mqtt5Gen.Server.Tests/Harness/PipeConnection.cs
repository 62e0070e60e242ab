using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Mqtt5Gen.Server.Tests.Harness;

/// <summary>A connection of Kestrel's without a network.</summary>
internal static class PipeConnection
{
    public static DefaultConnectionContext Over(PipeWriter output) => new("test") { Transport = new Duplex(new Pipe().Reader, output) };

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
