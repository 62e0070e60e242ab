using System;
using Mqtt5Gen.Wire;
using OwnProtocol.Wire;

byte[] ring = new Ring { Patience = Patience.Some, Door = 7, Name = "Ada" }.ToArray(ProtocolVersion.V1);
Console.WriteLine(Convert.ToHexString(ring));

Porch porch = default;
porch.Hear(ring);

ring[2] = 13;
porch.Hear(ring);

/// <summary>Says what it hears from visitors.</summary>
internal struct Porch : IVisitorPackets
{
    public readonly void On(in RingView packet) => Console.WriteLine(packet.ToPacket());

    public readonly void On(in LeaveView packet) => Console.WriteLine("gone");

    public void Hear(ReadOnlySpan<byte> received)
    {
        if (FrameReader.TryRead(received, maximumPacketSize: 100, out var frame, out _) is not FrameStatus.Complete) return;
        if (!PacketDispatch.FromVisitor(ref this, frame, ProtocolVersion.V1, out var violation)) Console.WriteLine(violation);
    }
}
