using System.Buffers;

namespace Mqtt5Gen.Broker;

/// <summary>The way out to one client, made by the transport. The broker makes one call at a time, but for <see cref="ResumeReading"/>.</summary>
public interface IConnectionOutput : IBufferWriter<byte>
{
    /// <summary>What is written and not yet taken by the network, in bytes.</summary>
    long UnsentBytes { get; }

    /// <summary>Starts to send what is written; returns at once. One send is in flight at most, and what is written meanwhile follows it.</summary>
    void Flush();

    /// <summary>
    /// What <see cref="Connection.IsWaiting"/> waited for has come: the thread that reads is to call <see cref="Connection.Receive"/>, with what was held
    /// back or with nothing. It returns at once, and may be called by any thread.
    /// </summary>
    void ResumeReading();

    /// <summary>Sends what is written, then closes.</summary>
    void CloseAfterFlush();

    /// <summary>Closes now.</summary>
    void Abort();
}
