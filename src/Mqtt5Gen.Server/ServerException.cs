namespace Mqtt5Gen.Server;

/// <summary>The server cannot run as it was asked to.</summary>
/// <param name="message">One line for the operator.</param>
internal sealed class ServerException(string message) : Exception(message);
