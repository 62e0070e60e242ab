using Mqtt5Gen.Conformance.Command;

return await ConformanceCommand.RunAsync(args, Console.Out, Console.Error);
