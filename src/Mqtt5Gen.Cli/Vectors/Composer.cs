using System.Collections.Immutable;
using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;
using SpecProtocol = Mqtt5Gen.Spec.Model.Protocol;

namespace Mqtt5Gen.Cli.Vectors;

/// <summary>Composes valid packets: what is not said is filled in, and what a check refuses is mended.</summary>
internal sealed class Composer(SpecProtocol protocol, VectorCase of)
{
    private const int MostRepairs = 16;
    private static readonly FieldValue NoMembers = new FieldValue.Group(ImmutableDictionary<string, FieldValue>.Empty);
    private static readonly FieldValue NoProperties = new FieldValue.Verbatim(new byte[] { 0 });

    private readonly PacketDecoder _decoder = new(protocol);
    private readonly PacketEncoder _encoder = new(protocol);
    private readonly ConditionEvaluator _conditions = new(protocol, of.Sender, Announcements.Nothing);
    private readonly TermSolver _terms = new(protocol, of);

    /// <summary>A valid packet that says what <paramref name="told"/> says; null where there is none.</summary>
    public PacketContent? Compose(PacketContent told, SampleSize size = SampleSize.Minimal)
    {
        Completion completion = new(protocol, of, size);
        var pinned = told.Members;
        for (var repairs = 0; repairs < MostRepairs; repairs++)
        {
            var content = completion.Complete(told);
            if (IsValid(content)) return content;
            if (Repair(content, pinned) is not { } repaired) return null;
            told = repaired;
        }

        return null;
    }

    /// <summary>A valid packet in which the field stands; null where there is none.</summary>
    public PacketContent? ComposeWith(Place place, Field field)
    {
        if (Standing(place, field) is not { } standing) return null;
        if (field.Each is { } each) return Compose(place.With(standing, field.Name, new FieldValue.Repeated([each.Item is null ? Told(field) : NoMembers])));
        if (field.WhenOmitted is null) return Compose(standing);
        return Compose(place.With(standing, field.Name, field.PropertySet is null ? Told(field) : NoProperties));
    }

    /// <summary>A valid packet in which the slot's value stands, a small one; null where there is none.</summary>
    public PacketContent? ComposeWith(Slot slot) =>
        Standing(slot.Place, slot.Field) is { } standing
            ? Compose(slot.Put(standing, slot.Property is null ? Told(slot.Field) : Samples.Of(slot.Form, SampleSize.Minimal)))
            : null;

    /// <summary>What is not said filled in, be the packet valid or not.</summary>
    public PacketContent Complete(PacketContent told) => new Completion(protocol, of, SampleSize.Minimal).Complete(told);

    private PacketContent? Standing(Place place, Field field)
    {
        PacketContent? content = of.Empty;
        if (place.ItemsOf is { } items)
        {
            content = _terms.Keep(content, new(FieldGroup.Of(of.Packet), null), items.If);
            content = content?.With(items.Name, new FieldValue.Repeated([NoMembers]));
        }

        return content is null ? null : _terms.Keep(content, place, field.If);
    }

    // Not what leaving the field out would mean.
    private FieldValue Told(Field field)
    {
        var form = ValueForm.Of(field);
        if (field.Type!.Base is not WireBase.ReasonCode) return Samples.Of(form, field.WhenOmitted is null ? SampleSize.Minimal : SampleSize.Full);

        var codes = Samples.ReasonCodes(of);
        return new FieldValue.Number(codes.FirstOrDefault(code => ReasonCodeTable.Name(of.Packet, code) != field.WhenOmitted, codes[0]));
    }

    private bool IsValid(PacketContent content) => _decoder.Decode(_encoder.Encode(content), of.Version, of.Sender).Broken is null;

    private PacketContent? Repair(PacketContent content, ImmutableDictionary<string, FieldValue> pinned)
    {
        foreach (var place in of.Places())
        {
            MemberScope scope = new(place.Group, place.Members(content));
            var broken = place.Group.Checks.FirstOrDefault(check =>
                check.Versions.Contains(of.Version) && _conditions.Holds(check.If, scope) && !_conditions.Holds(check.Then, scope));
            if (broken is not null) return Mended(content, place, broken, pinned);
        }

        return null;
    }

    // What must follow is made to, unless that would undo what was told: then the condition is.
    private PacketContent? Mended(PacketContent content, Place place, Check broken, ImmutableDictionary<string, FieldValue> pinned)
    {
        var kept = _terms.Keep(content, place, broken.Then);
        var mended = new[] { kept }.OfType<PacketContent>().Concat(broken.If is { } when ? _terms.Break(content, place, when) : []);
        return mended.FirstOrDefault(one => pinned.All(told => one.Members.GetValueOrDefault(told.Key) == told.Value)) ?? kept;
    }
}
