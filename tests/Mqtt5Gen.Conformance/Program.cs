using Mqtt5Gen.Conformance.Brokers;
using Mqtt5Gen.Conformance.Running;
using Mqtt5Gen.Conformance.Statements;

await using IBrokerUnderTest broker = args.Contains("mosquitto") ? await MosquittoBroker.StartAsync() : await OurBroker.StartAsync();
var results = await Runner.RunAsync(TestList.All, broker.Target, CancellationToken.None);
foreach (var r in StatementResult.Of(results)) if (r.Verdict is not Verdict.Passed) Console.WriteLine($"{r.Verdict} {r.Statement.Id} {r.Statement.Actor} {r.Statement.Summary} {string.Join(" | ", r.Details)}");
foreach (var g in StatementResult.Of(results).GroupBy(r => (r.Statement.Kind, r.Verdict))) Console.WriteLine($"{g.Key} {g.Count()}");
