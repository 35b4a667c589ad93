using System.Buffers.Binary;

namespace Filler.Structures.Tests;

/// <summary>Hand-made MRC files.</summary>
internal static class MrcBytes
{
    public static byte[] Make(
        (int C, int R, int S) size, int mode, Func<int, int, int, double> value, bool bigEndian = false, int extended = 0, (int, int, int)? axes = null)
    {
        var width = mode switch { 0 => 1, 2 => 4, _ => 2 };
        var bytes = new byte[1024 + extended + (size.C * size.R * size.S * width)];
        Word(bytes, 1, size.C, bigEndian);
        Word(bytes, 2, size.R, bigEndian);
        Word(bytes, 3, size.S, bigEndian);
        Word(bytes, 4, mode, bigEndian);
        for (var w = 8; w <= 10; w++) Word(bytes, w, 10, bigEndian);
        foreach (var (w, cell) in new[] { (11, 100f), (12, 200f), (13, 400f) }) Word(bytes, w, BitConverter.SingleToInt32Bits(cell), bigEndian);
        var (a, b, c) = axes ?? (1, 2, 3);
        Word(bytes, 17, a, bigEndian);
        Word(bytes, 18, b, bigEndian);
        Word(bytes, 19, c, bigEndian);
        Word(bytes, 24, extended, bigEndian);
        bytes[212] = bytes[213] = (byte)(bigEndian ? 0x11 : 0x44);
        var at = 1024 + extended;
        for (var s = 0; s < size.S; s++)
        {
            for (var r = 0; r < size.R; r++)
            {
                for (var col = 0; col < size.C; col++, at += width) Put(bytes.AsSpan(at, width), mode, value(col, r, s), bigEndian);
            }
        }

        return bytes;
    }

    public static void Word(byte[] bytes, int word, int value, bool bigEndian = false)
    {
        var at = bytes.AsSpan((word - 1) * 4);
        if (bigEndian) BinaryPrimitives.WriteInt32BigEndian(at, value);
        else BinaryPrimitives.WriteInt32LittleEndian(at, value);
    }

    private static void Put(Span<byte> at, int mode, double value, bool bigEndian)
    {
        byte[] little = mode switch
        {
            0 => [(byte)(sbyte)value],
            1 => BitConverter.GetBytes((short)value),
            6 => BitConverter.GetBytes((ushort)value),
            _ => BitConverter.GetBytes((float)value),
        };
        if (bigEndian) Array.Reverse(little);
        little.CopyTo(at);
    }
}
