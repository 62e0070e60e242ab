using Microsoft.Extensions.Logging.Testing;

namespace Mqtt5Gen.Client.Tests.Telemetry;

/// <summary>What stands in a log.</summary>
internal static class FakeLog
{
    public static string Line(FakeLogRecord record) => $"{record.Level}: {record.Message}";

    /// <summary>Waits for a line.</summary>
    public static async Task ContainsAsync(this FakeLogCollector log, string line)
    {
        using var limit = new CancellationTokenSource(Reading.Patience);
        await foreach (var record in log.GetLogsAsync(limit.Token))
        {
            if (Line(record) == line) return;
        }
    }
}
