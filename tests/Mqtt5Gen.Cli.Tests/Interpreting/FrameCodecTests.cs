using Mqtt5Gen.Cli.Interpreting;
using Mqtt5Gen.Spec.Model;
using Mqtt5Gen.Wire;

namespace Mqtt5Gen.Cli.Tests.Interpreting;

/// <summary>Frames are read and written as the library that generated code stands on does, in every form.</summary>
public sealed class FrameCodecTests
{
    private static readonly int[] BodyLengths = [0, 1, 2, 126, 127, 128, 250, 251, 252, 253, 254, 255, 256, 16_383, 16_384, 65_530, 65_531, 65_532, 65_533];

    public static TheoryData<bool, bool, LengthForm, LengthScope, bool> Forms()
    {
        bool[] either = [false, true];
        var forms =
            from isLengthFirst in either
            from hasFlags in either
            from form in Enum.GetValues<LengthForm>()
            from scope in Enum.GetValues<LengthScope>()
            from isShortest in either
            where form is not LengthForm.U8OrU16 || scope is LengthScope.Packet
            select (isLengthFirst, hasFlags, form, scope, isShortest);
        return [.. forms];
    }

    [Theory, MemberData(nameof(Forms))]
    public void FramesAreWrittenAndReadAlike(bool isLengthFirst, bool hasFlags, LengthForm form, LengthScope scope, bool isShortest)
    {
        Framing framing = new(isLengthFirst, hasFlags, form, scope, isShortest);
        var format = FormatOf(framing);
        FrameCodec frames = new(framing);
        foreach (var bodyLength in BodyLengths.Where(length => length <= Longest(form)))
        {
            var body = new byte[bodyLength];
            var bytes = frames.Write(5, 0, body);

            Assert.Equal(format.HeaderLengthOf(bodyLength), bytes.Length - bodyLength);
            AssertReadAlike(frames, format, bytes);
            if (frames.WriteNeedless(5, 0, body) is { } needless) AssertReadAlike(frames, format, needless);
            if (frames.WriteTooLong(5, 0, body) is { } tooLong) AssertReadAlike(frames, format, tooLong);
            if (frames.WriteTooShort(5, 0, body) is { } tooShort) AssertReadAlike(frames, format, tooShort);
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void AnyBytesAreReadAlike(bool isLengthFirst, bool hasFlags, LengthForm form, LengthScope scope, bool isShortest)
    {
        Framing framing = new(isLengthFirst, hasFlags, form, scope, isShortest);
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = new byte[random.Next(12)];
            for (var at = 0; at < bytes.Length; at++) bytes[at] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)random.Next(5);
            AssertReadAlike(new(framing), FormatOf(framing), bytes);
        }
    }

    // Whatever the length counts beside the body.
    private static int Longest(LengthForm form) => form switch
    {
        LengthForm.U8 => 253,
        LengthForm.U16 => 65_532,
        LengthForm.U8OrU16 => 65_531,
        _ => int.MaxValue,
    };

    private static void AssertReadAlike(FrameCodec frames, FrameFormat format, byte[] bytes)
    {
        var status = FrameReader.TryRead(bytes, format, uint.MaxValue, out var frame, out var length);
        var head = frames.Read(bytes);

        Assert.Equal(status.ToString(), head.State.ToString());
        Assert.Equal(length, head.Length ?? 0);
        if (status is not FrameStatus.Complete) return;

        Assert.Equal((format.TypeFillsByte ? frame.Header : frame.TypeNumber, frame.BodyOffset, frame.Body.Length), (head.Type!.Value, head.BodyOffset, head.Length!.Value - head.BodyOffset));
        Assert.Equal(format.TypeFillsByte ? 0 : frame.Flags, head.Flags);
    }

    private static FrameFormat FormatOf(Framing framing) => new()
    {
        LengthFirst = framing.IsLengthFirst,
        TypeFillsByte = !framing.HasFlags,
        Length = Enum.Parse<FrameLengthForm>(framing.Length.ToString()),
        Counts = Enum.Parse<FrameLengthScope>(framing.Counts.ToString()),
        AllowsNeedlessBytes = !framing.IsShortest,
    };
}
