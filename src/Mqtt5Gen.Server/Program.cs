using Mqtt5Gen.Server;

InlineSockets.PreferInThisProcess();
return await ServerCommand.RunAsync(args, Console.Out, Console.Error);
