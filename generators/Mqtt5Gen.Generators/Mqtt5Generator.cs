using Microsoft.CodeAnalysis;
using Mqtt5Gen.Generators.Diagnostics;
using Mqtt5Gen.Generators.Emit;
using Mqtt5Gen.Spec.Model;

namespace Mqtt5Gen.Generators;

/// <summary>Turns the specs of protocols into their codecs.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class Mqtt5Generator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Every spec file on its own: editing one parses one.
        var options = context.AnalyzerConfigOptionsProvider;
        var files = context.AdditionalTextsProvider.Combine(options).SelectMany(Stages.Item).Select(Stages.Parse).WithTrackingName(Steps.Parse);

        // The files of each protocol, which are those of one namespace.
        var plan = files.Collect().Combine(options.Select(Stages.Project)).Select(Stages.Plan).WithTrackingName(Steps.Plan);

        // Every protocol as a whole: names resolved, versions checked, every rule cited.
        var linked = plan.SelectMany(static (plan, _) => plan.Groups).Select(Stages.Link).WithTrackingName(Steps.Link);

        // What the project wants of it.
        var selected = linked.Select(Stages.Select).WithTrackingName(Steps.Select);

        // What is wrong with it, apart from what it says: a fault that moves a line is reported anew without emitting anything.
        var help = options.Select(HelpPages.Read);
        context.RegisterSourceOutput(plan.SelectMany(static (plan, _) => plan.Diagnostics).Combine(help), SpecDiagnostics.Report);
        context.RegisterSourceOutput(selected.SelectMany(static (selected, _) => selected.Diagnostics).Combine(help), SpecDiagnostics.Report);

        // Each artifact from its own part of the model: editing PUBLISH emits PUBLISH.
        var protocol = selected.SelectMany(Stages.Protocol).WithTrackingName(Steps.Protocol);
        var packets = protocol.SelectMany(Stages.Packets).WithTrackingName(Steps.Packets);
        context.RegisterSourceOutput(packets, Stages.EmitPacket);
        Emit(context, protocol, Steps.Versions, "Protocol", ProtocolHead.Of, ProtocolEmitter.Emit);
        Emit(context, protocol, Steps.WireTypes, "WireTypes", static protocol => protocol.WireTypes, WireTypeEmitter.Emit);
        Emit(context, protocol, Steps.Properties, "Properties", PropertyTable.Of, PropertyTableEmitter.Emit);
        Emit(context, protocol, Steps.ReasonCodes, "ReasonCodes", static protocol => protocol.ReasonCodes, ReasonCodeEmitter.Emit);
        Emit(context, protocol, Steps.Rules, "Rules", RuleCatalog.Of, RuleEmitter.Emit);
        Emit(context, protocol, Steps.Announced, "Announced", AnnouncedTable.Of, AnnouncedEmitter.Emit);
        Emit(context, protocol, Steps.Dispatch, "Dispatch", PacketTable.Of, DispatchEmitter.Emit);
    }

    private static void Emit<TPart>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<Targeted<Protocol>> protocol,
        string step,
        string name,
        Func<Protocol, TPart> part,
        Func<Target, TPart, string> emit) =>
        context.RegisterSourceOutput(
            protocol.Select((whole, _) => new Targeted<TPart>(whole.Target, part(whole.Part))).WithTrackingName(step),
            (output, model) =>
            {
                if (emit(model.Target, model.Part) is { Length: > 0 } source) output.AddSource(Stages.FileName(model.Target, name), source);
            });
}
