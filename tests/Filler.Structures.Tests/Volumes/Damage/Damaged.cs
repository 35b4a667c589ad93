namespace Filler.Structures.Tests;

/// <summary>Random damage to a valid file: flipped bits, extreme numbers, cuts, repeats.</summary>
internal static class Damaged
{
    private static readonly uint[] Extremes = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF];

    public static byte[] Copy(byte[] valid, RandomStream random)
    {
        var bytes = (byte[])valid.Clone();
        for (var changes = 1 + random.NextInt(6); changes > 0; changes--)
        {
            // Headers decide more than pixels: half of the changes go there.
            var at = random.NextInt(random.NextInt(2) == 0 ? Math.Min(bytes.Length, 256) : bytes.Length);
            switch (random.NextInt(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.NextInt(8)); break;
                case 1: bytes[at] = (byte)random.NextInt(256); break;
                case 2: bytes = bytes[..Math.Max(1, at)]; break;
                case 3: bytes = [.. bytes[..at], .. bytes[random.NextInt(bytes.Length)..]]; break;
                case 4: bytes[at] = (byte)"0123456789-.e,:\"'[]{}()\n "[random.NextInt(25)]; break;
                default:
                    var value = BitConverter.GetBytes(Extremes[random.NextInt(Extremes.Length)]);
                    value.AsSpan(0, Math.Min(4, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                    break;
            }

            if (bytes.Length == 0) return [0];
        }

        return bytes;
    }
}
