using System.CommandLine;
using System.Net;
using Mqtt5Gen.Conformance.Brokers;
using Mqtt5Gen.Conformance.Reporting;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Conformance.Statements;

namespace Mqtt5Gen.Conformance.Command;

/// <summary>The command line.</summary>
internal static class ConformanceCommand
{
    private const int StatementFailed = 1;
    private const int WrongUsage = 2;

    private static readonly Option<string[]> Peer = new("--peer")
    {
        HelpName = "NAME",
        Description = $"Start this broker and test it: {string.Join(" or ", Peers.Names)}. May be repeated; the report has a column for each.",
    };

    private static readonly Option<string> Broker = new("--broker") { HelpName = "HOST:PORT", Description = "Test the broker that listens there, as it is usually configured." };

    private static readonly Option<string> Limited = new("--limited-broker")
    {
        HelpName = "HOST:PORT",
        Description = "The same broker where it announces limits: Maximum QoS 0 or 1, Retain Available 0, and as many others as it has. Without it, tests of limits do not apply.",
    };

    private static readonly Option<string> Secured = new("--secured-broker")
    {
        HelpName = "HOST:PORT",
        Description = $"The same broker where it knows only the user '{Credentials.UserName}' with the password '{Credentials.Password}', who may not use topics below "
            + $"'{Credentials.Forbidden}/'. Without it, tests of access do not apply.",
    };

    private static readonly Option<string> WebSocket = new("--websocket") { HelpName = "URL", Description = "The same broker where it listens for WebSockets, for example ws://localhost:8080/mqtt." };

    private static readonly Option<string> Capabilities = new("--capabilities")
    {
        HelpName = "FILE|LIST",
        Description = $"What the broker offers, separated by commas or lines: {string.Join(", ", CapabilityList.Names)}. Without it, what its CONNACK tells.",
    };

    private static readonly Option<string> Only = new("--only") { HelpName = "TEXT", Description = "Run only the tests whose name, section or statements contain this text." };

    private static readonly Option<string> Report = new("--report") { HelpName = "FILE.md", Description = "Write the matrix of statements and brokers there." };

    private static readonly Option<int> Deadline = new("--deadline") { HelpName = "SECONDS", Description = "How long the broker may take for what must come.", DefaultValueFactory = _ => 10 };

    /// <summary>Tests what the arguments name.</summary>
    /// <returns>0: nothing failed; 1: a statement failed; 2: wrong usage.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        var root = new RootCommand("Holds an MQTT broker to the statements of MQTT 5.0 and 3.1.1, one by one.");
        foreach (var option in new Option[] { Peer, Broker, Limited, Secured, WebSocket, Capabilities, Only, Report, Deadline }) root.Options.Add(option);
        root.SetAction((parsed, cancel) => RunAsync(parsed, output, cancel));
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
        }
        catch (UsageException e)
        {
            await errors.WriteLineAsync(e.Message);
            return WrongUsage;
        }
    }

    private static async Task<int> RunAsync(ParseResult parsed, TextWriter output, CancellationToken cancel)
    {
        var tests = TestList.All.Where(test => IsWanted(test, parsed.GetValue(Only))).ToList();
        if (tests.Count == 0) throw new UsageException($"no test has '{parsed.GetValue(Only)}' in its name, section or statements");

        var starts = (parsed.GetValue(Peer) ?? []).Select(Peers.Find).ToList();
        if (parsed.GetValue(Broker) is { } address) starts.Add(() => RemoteAsync(parsed, address));
        if (starts.Count == 0) throw new UsageException("say which broker: --broker HOST:PORT, or --peer NAME; --help tells more");

        var reports = new List<BrokerReport>();
        foreach (var start in starts) reports.Add(await MeasureAsync(start, tests, isWhole: parsed.GetValue(Only) is null, cancel));
        foreach (var report in reports) ConsoleReport.Write(output, report);
        if (parsed.GetValue(Report) is { } file) await File.WriteAllTextAsync(file, MarkdownReport.Of(reports, CommandLine(parsed)), cancel);
        return reports.Any(report => report.Results.Any(result => result.Verdict is Verdict.Failed)) ? StatementFailed : 0;
    }

    private static async Task<BrokerReport> MeasureAsync(Func<Task<IBrokerUnderTest>> start, IReadOnlyList<TestCase> tests, bool isWhole, CancellationToken cancel)
    {
        await using var broker = await start();
        var results = StatementResult.Of(await Runner.RunAsync(tests, broker.Target, cancel));
        return new BrokerReport(broker.Target.Name, isWhole ? results : [.. results.Where(result => result.Verdict is not Verdict.NotTested)]);
    }

    private static async Task<IBrokerUnderTest> RemoteAsync(ParseResult parsed, string address)
    {
        var endPoints = new Dictionary<Profile, EndPoint> { [Profile.Usual] = EndPointOf(address) };
        if (parsed.GetValue(Limited) is { } limited) endPoints[Profile.Limited] = EndPointOf(limited);
        if (parsed.GetValue(Secured) is { } secured) endPoints[Profile.Secured] = EndPointOf(secured);
        var target = new Target
        {
            Name = address,
            EndPoints = endPoints,
            Capabilities = Capability.None,
            WebSocket = parsed.GetValue(WebSocket) is { } url ? new Uri(url) : null,
            Deadline = TimeSpan.FromSeconds(parsed.GetValue(Deadline)),
        };
        var capabilities = parsed.GetValue(Capabilities) is { } declared ? CapabilityList.Read(declared) : await CapabilityList.AskAsync(target);
        return new RemoteBroker(target with { Capabilities = capabilities });
    }

    private static EndPoint EndPointOf(string address) =>
        address.Split(':') is [var host, var port] && ushort.TryParse(port, out var number)
            ? IPAddress.TryParse(host, out var ip) ? new IPEndPoint(ip, number) : new DnsEndPoint(host, number)
            : throw new UsageException($"'{address}' is no HOST:PORT");

    private static bool IsWanted(TestCase test, string? text) =>
        text is null || test.Statements.Append(test.Name).Append(test.Section).Any(part => part.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static string CommandLine(ParseResult parsed) => $"dotnet run --project tests/Mqtt5Gen.Conformance -- {string.Join(' ', parsed.Tokens)}";
}
