using System.Text;
using Mqtt5Gen.Conformance.Brokers;

namespace Mqtt5Gen.Conformance.Chapter3;

/// <summary>What the tests of a secured broker share.</summary>
internal static class Secured
{
    public const string ForbiddenTopic = Credentials.Forbidden + "/topic";

    public static Connect Connect(string clientId) =>
        new() { ClientId = clientId, CleanStart = true, UserName = Credentials.UserName, Password = Encoding.UTF8.GetBytes(Credentials.Password) };
}
