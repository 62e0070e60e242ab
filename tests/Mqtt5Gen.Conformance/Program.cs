using Mqtt5Gen.Conformance.Brokers;
using Mqtt5Gen.Conformance.Running;

await using IBrokerUnderTest broker = args.Contains("mosquitto") ? await MosquittoBroker.StartAsync() : await OurBroker.StartAsync();
var results = await Runner.RunAsync(TestList.All, broker.Target, CancellationToken.None);
foreach (var result in results.Where(r => r.Outcome is not Outcome.Passed)) Console.WriteLine($"{result.Outcome} {string.Join(' ', result.Case.Statements)} {result.Case.Name}: {result.Detail}");
foreach (var group in results.GroupBy(r => r.Outcome)) Console.WriteLine($"{group.Key} {group.Count()}");
