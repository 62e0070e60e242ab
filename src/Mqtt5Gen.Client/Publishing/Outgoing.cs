using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client;

/// <summary>A message to be published.</summary>
internal readonly record struct Outgoing(string Topic, ReadOnlyMemory<byte> Payload, QoS QoS, bool Retain, PublishProperties? Properties);
