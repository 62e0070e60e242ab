using System.Reflection;
using Microsoft.CodeAnalysis;
using Mqtt5Gen.Generators.Tests.Harness;

namespace Mqtt5Gen.Generators.Tests;

/// <summary>A side's code decodes what the side receives and encodes what it sends; what it does not need is not there.</summary>
public sealed class SideTests
{
    private static readonly Dictionary<string, Assembly> Sides = new[] { "client", "server", "both" }.ToDictionary(side => side, side => Run(side).Output.Load());

    public static TheoryData<string, string> Choices => new(
        from side in new[] { "client", "server", "both" }
        from visibility in new[] { "internal", "public" }
        select (side, visibility));

    [Theory]
    [MemberData(nameof(Choices))]
    public void TheCodeOfMqttCompilesWithoutAWarning(string side, string visibility)
    {
        var run = Run(side, visibility);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Output.Complaints());
    }

    [Theory]
    [InlineData("client")]
    [InlineData("server")]
    public void TheCodeOfAnotherProtocolCompilesWithoutAWarning(string side)
    {
        var run = GeneratorRun.Of(new BuildText(("RootNamespace", "Tiny"), ("Mqtt5GenSide", side)), [.. TinySpec.Files]);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Output.Complaints());
    }

    [Theory]
    [InlineData("client", "Connect", true, false)]
    [InlineData("client", "ConnAck", false, true)]
    [InlineData("client", "Publish", true, true)]
    [InlineData("client", "Subscribe", true, false)]
    [InlineData("client", "SubAck", false, true)]
    [InlineData("client", "Disconnect", true, true)]
    [InlineData("server", "Connect", false, true)]
    [InlineData("server", "ConnAck", true, false)]
    [InlineData("server", "Publish", true, true)]
    [InlineData("server", "Subscribe", false, true)]
    [InlineData("server", "PingResp", true, false)]
    [InlineData("both", "Connect", true, true)]
    [InlineData("both", "ConnAck", true, true)]
    public void ASideEncodesWhatItSendsAndDecodesWhatItReceives(string side, string packet, bool isSent, bool isReceived)
    {
        var owned = Type(side, packet)!;
        var view = Type(side, packet + "View");

        Assert.Equal(isSent, owned.GetInterfaces().Contains(Type(side, "IPacket")));
        Assert.Equal(isSent, owned.GetMethod("Encode") is not null);
        Assert.Equal(isReceived, view?.GetMethod("TryDecode") is not null);
        Assert.Equal(isReceived && isSent, view?.GetMethod("Encode") is not null);
    }

    [Theory]
    [InlineData("client", "Subscription", true, false)]
    [InlineData("server", "Subscription", false, true)]
    [InlineData("client", "WillProperties", true, false)]
    [InlineData("server", "WillProperties", false, true)]
    [InlineData("client", "ConnAckProperties", false, true)]
    public void WhatAPacketHoldsFollowsIt(string side, string part, bool isSent, bool isReceived)
    {
        Assert.Equal(isSent, Type(side, part)!.GetMethod("Encode", BindingFlags.Instance | BindingFlags.NonPublic) is not null);
        Assert.Equal(isReceived, Type(side, part + "View") is not null);
    }

    [Theory]
    [InlineData("client", "FromServer")]
    [InlineData("server", "FromClient")]
    [InlineData("both", "FromClient FromServer")]
    public void ASideHearsTheOther(string side, string dispatched)
    {
        var methods = Type(side, "PacketDispatch")!.GetMethods().Select(method => method.Name).Where(name => name.StartsWith("From", StringComparison.Ordinal));

        Assert.Equal(dispatched.Split(' '), methods);
        Assert.Equal(side != "client", Type(side, "IClientPackets") is not null);
        Assert.Equal(side != "server", Type(side, "IServerPackets") is not null);
    }

    [Theory]
    [InlineData("client", "Connect ConnAck ConnAckView")]
    [InlineData("server", "ConnAck Connect ConnectView")]
    public void ASideReadsWhatIsAnnouncedFromWhatItHas(string side, string packets) =>
        Assert.Equal(
            packets.Split(' ').Order(StringComparer.Ordinal),
            Type(side, "Announced")!.GetMethods().Where(method => method.Name == "From").Select(method => method.GetParameters()[0].ParameterType.GetElementType()!.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void EditingAPacketOfOneSideEmitsOnlyThatPacket()
    {
        var run = Run("client").Edit("spec/packets/03-publish.yaml", "The message itself; may be empty.", "The message.");

        Assert.Equal(["Packets.Publish"], run.Emitted);
    }

    private static Type? Type(string side, string name) => Sides[side].GetType("Mqtt5Gen.Protocol." + name);

    private static GeneratorRun Run(string side, string visibility = "public") => GeneratorRun.Of(
        new BuildText(("RootNamespace", "Mqtt5Gen.Protocol"), ("Mqtt5GenVisibility", visibility), ("Mqtt5GenSide", side)), [.. Repository.Spec]);
}
