namespace Mqtt5Gen.Interop.Tests.MosquittoClients;

/// <summary>A message as mosquitto_sub prints it; what a message does not have is empty.</summary>
internal sealed record Received(string Topic, int QoS, bool Retain, string Payload)
{
    private const char Separator = '\t';
    private const string Mark = "MESSAGE";

    /// <summary>The format for mosquitto_sub -F that <see cref="Parse"/> reads.</summary>
    public static string Format { get; } = string.Join(Separator, Mark, "%t", "%q", "%r", "%C", "%R", "%D", "%F", "%E", "%S", "%P", "%p");

    public string ContentType { get; init; } = "";
    public string ResponseTopic { get; init; } = "";
    public string CorrelationData { get; init; } = "";
    public string PayloadFormat { get; init; } = "";
    public string MessageExpiry { get; init; } = "";
    public string SubscriptionIdentifiers { get; init; } = "";
    public string UserProperties { get; init; } = "";

    public static bool IsMessage(string line) => line.StartsWith(Mark + Separator, StringComparison.Ordinal);

    public static Received Parse(string line)
    {
        var parts = line.Split(Separator, 12);
        return new Received(parts[1], int.Parse(parts[2]), parts[3] == "1", parts[11])
        {
            ContentType = parts[4],
            ResponseTopic = parts[5],
            CorrelationData = parts[6],
            PayloadFormat = parts[7],
            MessageExpiry = parts[8],
            SubscriptionIdentifiers = parts[9],
            UserProperties = parts[10],
        };
    }
}
