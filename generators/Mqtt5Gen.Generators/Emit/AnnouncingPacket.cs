using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators.Emit;

/// <summary>A packet that carries what its sender announces.</summary>
internal sealed record AnnouncingPacket(string Spelled, EquatableArray<Sender> SentBy);
