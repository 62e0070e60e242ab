using Mqtt5Gen.Broker.Access;
using Mqtt5Gen.Broker.Connections.Handlers;

namespace Mqtt5Gen.Broker.Connections;

/// <summary>One handler for each packet that a client sends, one for what is between CONNECT and CONNACK, and for what breaks a rule.</summary>
internal sealed record PacketHandlers(
    ConnectHandler Connect,
    PublishHandler Publish,
    PubAckHandler PubAck,
    PubRecHandler PubRec,
    PubRelHandler PubRel,
    PubCompHandler PubComp,
    SubscribeHandler Subscribe,
    UnsubscribeHandler Unsubscribe,
    PingReqHandler PingReq,
    DisconnectHandler Disconnect,
    AuthHandler Auth,
    ConnectAuthentication Authentication,
    BrokenConnectHandler BrokenConnect,
    ViolationHandler Violation);
