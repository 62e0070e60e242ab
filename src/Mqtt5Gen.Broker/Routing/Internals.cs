using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Mqtt5Gen.Broker.Tests")]
