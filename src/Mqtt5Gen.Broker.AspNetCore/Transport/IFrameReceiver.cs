namespace Mqtt5Gen.Broker.AspNetCore.Transport;

/// <summary>What <see cref="SequenceFeed"/> needs of a connection: the reading side of <see cref="Connection"/>.</summary>
internal interface IFrameReceiver
{
    int BytesNeeded { get; }

    bool IsClosed { get; }

    int Receive(ReadOnlySpan<byte> input);
}
