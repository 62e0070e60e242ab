namespace Mqtt5Gen.Broker.AspNetCore.Transport;

/// <summary>What <see cref="SequenceFeed"/> needs of a connection: the reading side of <see cref="Connection"/>.</summary>
internal interface IFrameReceiver
{
    int BytesNeeded { get; }

    /// <summary>Returns how many bytes it consumed: of a connection that is closed, all.</summary>
    int Receive(ReadOnlySpan<byte> input);
}
