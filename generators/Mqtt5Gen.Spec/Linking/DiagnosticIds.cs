namespace Mqtt5Gen.Spec.Linking;

/// <summary>The stable ids of diagnostics: MQS0xx form, MQS1xx names and meaning, MQS2xx coverage, MQS3xx overlays. An id is never used again for something else.</summary>
public static class DiagnosticIds
{
    /// <summary>The YAML does not parse, or uses what the spec language leaves out.</summary>
    public const string Yaml = "MQS001";

    /// <summary>A key that the grammar does not have.</summary>
    public const string UnknownKey = "MQS002";

    /// <summary>A key that the grammar requires is missing.</summary>
    public const string MissingKey = "MQS003";

    /// <summary>A value of the wrong kind, a bad number or a bad range.</summary>
    public const string WrongValue = "MQS004";

    /// <summary>A key stands twice in one row.</summary>
    public const string DuplicateKey = "MQS005";

    /// <summary>A file of a spec holds nothing. A warning.</summary>
    public const string EmptyFile = "MQS006";

    /// <summary>A wire type that is not declared.</summary>
    public const string UnknownType = "MQS101";

    /// <summary>A packet or property set that is not declared.</summary>
    public const string UnknownPacket = "MQS102";

    /// <summary>A property that is not declared, or not in this set.</summary>
    public const string UnknownProperty = "MQS103";

    /// <summary>A rule that is not declared.</summary>
    public const string UnknownRule = "MQS104";

    /// <summary>An id or name that is taken.</summary>
    public const string Duplicate = "MQS105";

    /// <summary>A property that is allowed nowhere.</summary>
    public const string PropertyAllowedNowhere = "MQS106";

    /// <summary>Bits that overlap, leave a gap or run out of their byte.</summary>
    public const string Bits = "MQS107";

    /// <summary>A range or value that its type cannot hold.</summary>
    public const string ImpossibleRange = "MQS108";

    /// <summary>A version that does not exist, or a range of versions that selects nothing.</summary>
    public const string Versions = "MQS109";

    /// <summary>A condition names a member that does not exist or stands later.</summary>
    public const string UnknownMember = "MQS110";

    /// <summary>A condition is not of the language.</summary>
    public const string Condition = "MQS111";

    /// <summary>A reason code that is not declared, or not in the packet's table.</summary>
    public const string UnknownReasonCode = "MQS112";

    /// <summary>A shape that does not exist, or that the type does not have.</summary>
    public const string UnknownShape = "MQS113";

    /// <summary>An announced value or its source that does not exist.</summary>
    public const string UnknownAnnounced = "MQS114";

    /// <summary>A name that generated code needs for itself or for something else.</summary>
    public const string NeededName = "MQS115";

    /// <summary>A rule that the codec or the limits keep is cited by nothing.</summary>
    public const string UncitedRule = "MQS201";

    /// <summary>There is no spec, or no protocol in it.</summary>
    public const string NoProtocol = "MQS202";

    /// <summary>A namespace has a second protocol.</summary>
    public const string SecondProtocol = "MQS203";

    /// <summary>A setting of the build that asks for what there is not.</summary>
    public const string WrongSetting = "MQS204";

    /// <summary>A wire type that nothing has. A warning.</summary>
    public const string UnusedType = "MQS205";

    /// <summary>An overlay without the protocol that it adds to.</summary>
    public const string OverlayBase = "MQS301";

    /// <summary>An overlay takes an id or name that its base, or another overlay, has.</summary>
    public const string OverlayTakes = "MQS302";

    /// <summary>An overlay names what its base does not have.</summary>
    public const string OverlayLacks = "MQS303";

    /// <summary>An overlay's range is not within the range that it narrows.</summary>
    public const string OverlayWidens = "MQS304";

    /// <summary>An overlay takes away what its base requires.</summary>
    public const string OverlayTakesAway = "MQS305";

    /// <summary>Two overlays, or two rows of one, that cannot both hold.</summary>
    public const string OverlaysDisagree = "MQS306";
}
