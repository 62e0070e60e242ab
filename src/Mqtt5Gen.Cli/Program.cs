using Mqtt5Gen.Cli;
using Mqtt5Gen.Cli.Output;

return await CliRoot.RunAsync(args, CliOutput.OfProcess());
