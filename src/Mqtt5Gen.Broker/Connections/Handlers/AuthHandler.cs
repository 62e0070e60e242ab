using Mqtt5Gen.Broker.Access;
using Mqtt5Gen.Protocol;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Broker.Connections.Handlers;

/// <summary>A client that is connected authenticates again (4.12.1). Until it has, and while the broker makes up its mind, all goes on as before.</summary>
internal sealed class AuthHandler(AccessReview review, ConnectionCloser closer)
{
    public void Handle(in Turn turn, in AuthView auth)
    {
        var connection = turn.Connection;
        if (connection.Authentication is not { IsPending: false } authentication) Break(turn, Rule.ClientDoesNotBeginAuthentication); // [MQTT-4.12.0-7]
        else if (authentication.MethodName != Utf8String.Copy(auth.Properties.AuthenticationMethod)) Break(turn, Rule.ReauthenticationKeepsTheMethod); // [MQTT-4.12.1-1]
        else if (authentication.IsUnderway == auth.ReasonCode is ReasonCode.ReAuthenticate) Break(turn, Rule.ClientContinuesAuthentication); // [MQTT-4.12.0-3]
        else Go(turn, authentication, authentication.Next(auth.Properties.ToProperties()!, connection.Principal));
    }

    /// <summary>What was to be decided is decided.</summary>
    public void Resume(in Turn turn, Authentication authentication, AuthenticationStep step) => Go(turn, authentication, step);

    private void Go(in Turn turn, Authentication authentication, AuthenticationStep? step)
    {
        if (step is null) authentication.StartWaiting();
        else if (step.Result is not { } result) Answer(turn, authentication, ReasonCode.ContinueAuthentication, step); // [MQTT-4.12.0-2]
        else if (!result.IsAccepted) Fail(turn, result.Reason, step.ReasonString ?? result.ReasonString);
        else Succeed(turn, authentication, result, step);
    }

    private void Succeed(in Turn turn, Authentication authentication, AuthenticationResult result, AuthenticationStep step)
    {
        var current = turn.Connection.Principal!;
        if ((result.UserName ?? current.UserName) != current.UserName)
        {
            Fail(turn, ReasonCode.NotAuthorized, "The session is another user's."); // 4.12.1 leaves that to the server
            return;
        }

        var principal = new Principal
        {
            ClientId = current.ClientId,
            UserName = current.UserName,
            Identity = result.Identity,
            Version = current.Version,
            Connection = current.Connection,
        };
        turn.Connection.Principal = principal;
        lock (turn.Session)
        {
            if (!turn.IsAttached) return;
            turn.Session.Principal = principal;
            review.Run(turn.Session, principal);
        }

        Answer(turn, authentication, ReasonCode.Success, step);
    }

    private void Answer(in Turn turn, Authentication authentication, ReasonCode reason, AuthenticationStep step)
    {
        bool isSent;
        lock (turn.Session)
        {
            isSent = !turn.IsAttached || turn.Connection.Send(AuthPacket.From(turn.Connection, authentication, reason, step), turn.Batch);
        }

        if (!isSent) Fail(turn, ReasonCode.UnspecifiedError, "AUTH exceeds the Maximum Packet Size.");
    }

    private void Fail(in Turn turn, ReasonCode reason, string? explanation) =>
        closer.Disconnect(turn, DisconnectView.MayStandHere(reason, Role.Server) ? reason : ReasonCode.NotAuthorized, explanation); // [MQTT-4.12.1-2]

    private void Break(in Turn turn, Rule rule) => closer.Disconnect(turn, new Violation(rule, 0));
}
