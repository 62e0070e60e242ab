using System.Globalization;
using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Protocol.Tests.Vectors;
using SpecModel = Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Protocol.Tests.Interpreting;

/// <summary>What a vector says was announced, for the interpreter.</summary>
internal static class InterpretedAnnouncements
{
    /// <summary>The announcements of both sides: by the side that can announce it, or by the packet's receiver if both can.</summary>
    public static Announcements Of(Vector vector)
    {
        var (client, server) = (new Dictionary<string, long>(), new Dictionary<string, long>());
        foreach (var (key, value) in vector.Announced!.Children)
        {
            var announced = Interpreter.Protocol.Announced.First(row => row.Name == key.ToString());
            var byClient = announced.By is SpecModel.Role.Client || (announced.By is SpecModel.Role.Both && vector.Sender is Role.Server);
            (byClient ? client : server).Add(announced.Name, Number(value.ToString()));
        }

        return new(client, server);
    }

    /// <summary>The largest packet that the receiver accepts.</summary>
    public static long MaximumPacketSize(Vector vector) =>
        vector.Announced!.Text(nameof(Announced.MaximumPacketSize)) is { } size ? long.Parse(size, CultureInfo.InvariantCulture) : long.MaxValue;

    private static long Number(string text) => text switch
    {
        "true" => 1,
        "false" => 0,
        _ => long.Parse(text, CultureInfo.InvariantCulture),
    };
}
