using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mqtt5Gen.Wire;

/// <summary>
/// Copies texts. Most have at most 32 bytes, and a call for each took longer than the copying: encoding PUBLISH with four properties went
/// from 0.31 to 0.25 of MQTTnet's time. The one place with unchecked access: both lengths are compared once, before it.
/// </summary>
internal static class ShortCopy
{
    /// <summary>Copies all of <paramref name="source"/> to the start of <paramref name="destination"/>; too short a destination throws.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void To(Span<byte> destination, ReadOnlySpan<byte> source)
    {
        if (source.Length > destination.Length || source.Length > 2 * Vector128<byte>.Count)
        {
            source.CopyTo(destination);
            return;
        }

        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        if (source.Length >= Vector128<byte>.Count) CopyEnds<Vector128<byte>>(ref from, ref to, source.Length);
        else if (source.Length >= sizeof(ulong)) CopyEnds<ulong>(ref from, ref to, source.Length);
        else if (source.Length >= sizeof(uint)) CopyEnds<uint>(ref from, ref to, source.Length);
        else if (source.Length >= sizeof(ushort)) CopyEnds<ushort>(ref from, ref to, source.Length);
        else if (source.Length == 1) to = from;
    }

    // The first and the last bytes, for lengths from one to two of T: where they overlap they are the same. Both are read before either is written.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyEnds<T>(ref byte from, ref byte to, int length)
        where T : unmanaged
    {
        var last = length - Unsafe.SizeOf<T>();
        var (start, end) = (Unsafe.ReadUnaligned<T>(ref from), Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref from, last)));
        Unsafe.WriteUnaligned(ref to, start);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, last), end);
    }
}
