using Mqtt5Gen.Broker.Connections;
using Mqtt5Gen.Broker.Connections.Handlers;
using Mqtt5Gen.Broker.Sessions;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Access;

/// <summary>What is between CONNECT and CONNACK: it is found out who the client is, at once, later, or in AUTH packets.</summary>
internal sealed class ConnectAuthentication(
    BrokerOptions options,
    BrokerAccess access,
    BrokerObserver observer,
    AccessControl control,
    ConnectRefusal refusal,
    SessionOpener opener)
{
    /// <summary>A CONNECT that the broker's limits let in.</summary>
    public void Begin(in Turn turn, in ConnectView connect, ConnectTerms terms)
    {
        var request = RequestOf(turn.Connection, connect, terms);
        var usesMethod = connect.Properties.Has(PropertyId.AuthenticationMethod);
        if (!usesMethod && options.AuthenticationMethodRequired)
        {
            refusal.Refuse(turn, ReasonCode.NotAuthorized, new() { ReasonString = "An Authentication Method is required." }, terms.ClientId);
            return;
        }

        if (!usesMethod && access.Authenticator is null)
        {
            Accept(turn, terms, AuthenticationResult.Accepted, userName: null);
            return;
        }

        var method = usesMethod ? Find(connect.Properties.AuthenticationMethod) : null;
        if (usesMethod && method is null)
        {
            refusal.Refuse(turn, ReasonCode.BadAuthenticationMethod, properties: null, terms.ClientId); // [MQTT-4.12.0-1]
            return;
        }

        var authentication = new Authentication(turn.Connection, access, observer, request, method, terms, turn.Now);
        turn.Connection.Authentication = authentication;
        Go(turn, authentication, authentication.Next(FirstMessage(connect), current: null));
    }

    /// <summary>A packet between CONNECT and CONNACK, where it is the client's turn.</summary>
    public void Handle(in Turn turn, in Frame frame)
    {
        if (!turn.Connection.TryResumeConnect()) return;

        switch ((PacketType)frame.TypeNumber)
        {
            case PacketType.Auth:
                Continue(turn, frame);
                break;
            case PacketType.Disconnect:
                Leave(turn.Connection);
                break;
            default:
                Refuse(turn, new Violation(Rule.ClientWaitsForAuthentication, 0)); // [MQTT-3.1.2-30]
                break;
        }
    }

    /// <summary>What came breaks a rule. [MQTT-4.13.1-1]</summary>
    public void Break(in Turn turn, Violation violation)
    {
        if (turn.Connection.TryResumeConnect()) Refuse(turn, violation);
    }

    /// <summary>What was to be decided is decided.</summary>
    public void Resume(in Turn turn, Authentication authentication, AuthenticationStep step)
    {
        if (turn.Connection.TryResumeConnect()) Go(turn, authentication, step);
    }

    /// <summary>The client may leave at any point (4.12). It has no session yet, and so no will.</summary>
    private static void Leave(Connection connection)
    {
        if (connection.TryClose(new(ClosedBy.Client, ReasonCode.NormalDisconnection))) connection.Output.CloseAfterFlush();
    }

    private static ConnectRequest RequestOf(Connection connection, in ConnectView connect, ConnectTerms terms) => new()
    {
        ClientId = terms.ClientId,
        UserName = connect.UserNameFlag ? Utf8String.Copy(connect.UserName) : (Utf8String?)null,
        Password = connect.PasswordFlag ? Bytes.Copy(connect.Password) : (Bytes?)null,
        Version = connection.Version,
        Connection = connection.Info,
    };

    private static AuthProperties FirstMessage(in ConnectView connect)
    {
        var properties = connect.Properties.ToProperties();
        return new()
        {
            AuthenticationMethod = properties?.AuthenticationMethod,
            AuthenticationData = properties?.AuthenticationData,
            UserProperties = properties?.UserProperties ?? default,
        };
    }

    private IAuthenticationMethod? Find(ReadOnlySpan<byte> name)
    {
        foreach (var method in access.Methods)
        {
            if (name.SequenceEqual(method.Name)) return method;
        }

        return null;
    }

    private void Continue(in Turn turn, in Frame frame)
    {
        var authentication = turn.Connection.Authentication!;
        if (!AuthView.TryDecode(frame, turn.Connection.Version, Role.Client, out var auth, out var violation)) Refuse(turn, violation);
        else if (auth.ReasonCode is not ReasonCode.ContinueAuthentication) Refuse(turn, new Violation(Rule.ClientContinuesAuthentication, 0)); // [MQTT-4.12.0-3]
        else if (authentication.MethodName != Utf8String.Copy(auth.Properties.AuthenticationMethod)) Refuse(turn, new Violation(Rule.AuthenticationMethodStaysTheSame, 0)); // [MQTT-4.12.0-5]
        else Go(turn, authentication, authentication.Next(auth.Properties.ToProperties()!, current: null));
    }

    private void Go(in Turn turn, Authentication authentication, AuthenticationStep? step)
    {
        if (step is null)
        {
            turn.Connection.AwaitAuthentication();
            authentication.StartWaiting();
        }
        else if (step.Result is not { } result) Ask(turn, authentication, step);
        else if (result.IsAccepted) Accept(turn, authentication, result);
        else Refuse(turn, authentication, result, step);
    }

    private void Ask(in Turn turn, Authentication authentication, AuthenticationStep step)
    {
        bool isSent;
        lock (turn.Connection) isSent = turn.Connection.Send(AuthPacket.From(turn.Connection, authentication, ReasonCode.ContinueAuthentication, step), turn.Batch); // [MQTT-4.12.0-2]
        if (isSent) turn.Connection.AwaitAuthentication();
        else refusal.Refuse(turn, ReasonCode.UnspecifiedError, properties: null, authentication.Terms.ClientId);
    }

    private void Accept(in Turn turn, Authentication authentication, AuthenticationResult result)
    {
        Accept(turn, authentication.Terms, result, result.UserName ?? authentication.Request.UserName);
        turn.Connection.Authentication = authentication.MethodName is null ? null : authentication.AfterConnect();
    }

    private void Accept(in Turn turn, ConnectTerms terms, AuthenticationResult result, Utf8String? userName)
    {
        if (result.ClientId is { IsEmpty: false } clientId) terms = terms with { ClientId = clientId };
        var principal = control.KnowsClients ? PrincipalOf(turn.Connection, terms.ClientId, userName, result.Identity) : null;
        if (terms.Will is { Publish: var will } && !control.MayPublish(principal, will.TopicName, will.QoS, will.Retain))
        {
            refusal.Refuse(turn, ReasonCode.NotAuthorized, new() { ReasonString = "The client may not publish its will." }, terms.ClientId);
            return;
        }

        if (opener.TryOpen(turn, terms, principal)) return;
        refusal.Refuse(turn, ReasonCode.NotAuthorized, new() { ReasonString = "The Client Identifier is another user's." }, terms.ClientId);
    }

    private static Principal PrincipalOf(Connection connection, Utf8String clientId, Utf8String? userName, object? identity) =>
        new() { ClientId = clientId, UserName = userName, Identity = identity, Version = connection.Version, Connection = connection.Info };

    private void Refuse(in Turn turn, Violation violation) =>
        refusal.Refuse(turn, violation.Answer, new() { ReasonString = violation.ToString() }, turn.Connection.Authentication!.Terms.ClientId, violation);

    private void Refuse(in Turn turn, Authentication authentication, AuthenticationResult result, AuthenticationStep step)
    {
        var reasonString = step.ReasonString ?? result.ReasonString;
        var properties = new ConnAckProperties { ReasonString = reasonString is null ? (Utf8String?)null : reasonString, UserProperties = step.UserProperties };
        refusal.Refuse(turn, result.Reason, properties, authentication.Terms.ClientId); // [MQTT-4.12.0-4]
    }
}
