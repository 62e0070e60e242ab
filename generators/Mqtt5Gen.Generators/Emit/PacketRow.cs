namespace Mqtt5Gen.Generators.Emit;

/// <summary>A packet's name, type and senders, and whether an overlay adds it.</summary>
internal sealed record PacketRow(string Name, string Spelled, int Type, string? About, bool ByClient, bool ByServer, bool IsAdded);
