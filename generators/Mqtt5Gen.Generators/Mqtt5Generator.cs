using Microsoft.CodeAnalysis;
using Mqtt5Gen.Generators.Diagnostics;
using Mqtt5Gen.Generators.Emit;
using Mqtt5Gen.Spec.Linking;
using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Spec.Parsing;

namespace Mqtt5Gen.Generators;

/// <summary>Turns the spec of a protocol into its codec.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class Mqtt5Generator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Every spec file on its own: editing one parses one.
        IncrementalValuesProvider<SpecFile> files =
            context.AdditionalTextsProvider.Where(Stages.IsSpec).Select(Stages.Parse).WithTrackingName(Steps.Parse);

        // The whole protocol: names resolved, versions checked, every rule cited.
        IncrementalValueProvider<LinkResult> linked = files.Collect().Select(Stages.Link).WithTrackingName(Steps.Link);

        // What is wrong with it, apart from what it says: a fault that moves a line is reported anew without emitting anything.
        context.RegisterSourceOutput(linked.SelectMany(Stages.Diagnostics), SpecDiagnostics.Report);

        // Each artifact from its own part of the model: editing PUBLISH emits PUBLISH.
        IncrementalValuesProvider<Protocol> protocol = linked.SelectMany(Stages.Protocol).WithTrackingName(Steps.Protocol);
        IncrementalValuesProvider<Packet> packets = protocol.SelectMany(Stages.Packets).WithTrackingName(Steps.Packets);
        context.RegisterSourceOutput(packets, Stages.EmitPacket);
        Emit(context, protocol, Steps.Versions, "Protocol", ProtocolHead.Of, ProtocolEmitter.Emit);
        Emit(context, protocol, Steps.WireTypes, "WireTypes", static protocol => protocol.WireTypes, WireTypeEmitter.Emit);
        Emit(context, protocol, Steps.Properties, "Properties", PropertyTable.Of, PropertyTableEmitter.Emit);
        Emit(context, protocol, Steps.ReasonCodes, "ReasonCodes", static protocol => protocol.ReasonCodes, ReasonCodeEmitter.Emit);
        Emit(context, protocol, Steps.Rules, "Rules", RuleCatalog.Of, RuleEmitter.Emit);
        Emit(context, protocol, Steps.Announced, "Announced", static protocol => protocol.Announced, AnnouncedEmitter.Emit);
        Emit(context, protocol, Steps.Dispatch, "Dispatch", PacketTable.Of, DispatchEmitter.Emit);
    }

    private static void Emit<TPart>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<Protocol> protocol,
        string step,
        string name,
        Func<Protocol, TPart> part,
        Func<TPart, string> emit) =>
        context.RegisterSourceOutput(
            protocol.Select((whole, _) => part(whole)).WithTrackingName(step),
            (output, model) =>
            {
                if (emit(model) is { Length: > 0 } source) output.AddSource(name + ".g.cs", source);
            });
}
