using Mqtt5Gen.Server;

return await ServerCommand.RunAsync(args, Console.Out, Console.Error);
