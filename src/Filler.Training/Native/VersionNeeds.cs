using System.Buffers.Binary;
using System.Text;

namespace Filler.Training;

/// <summary>The version requirements of an ELF library (section .gnu.version_r): System V gABI and the LSB's "Symbol Versioning".</summary>
internal static class VersionNeeds
{
    private const uint SectionType = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>Marks the requirement of one version as weak, so that the loader warns at most when it is absent.</summary>
    /// <param name="image">A little-endian 64-bit ELF file; changed in place.</param>
    /// <returns>Whether the requirement was found.</returns>
    public static bool Weaken(Span<byte> image, string version)
    {
        if (image.Length < 64 || !image[..4].SequenceEqual("\u007fELF"u8) || image[4] != 2 || image[5] != 1) return false;
        var hash = Hash(version);
        var sections = (int)BinaryPrimitives.ReadUInt64LittleEndian(image[0x28..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3a..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3c..]);
        for (var s = 0; s < count; s++)
        {
            var header = image[(sections + (s * size))..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) != SectionType) continue;
            var offset = (int)BinaryPrimitives.ReadUInt64LittleEndian(header[0x18..]);
            var needs = BinaryPrimitives.ReadUInt32LittleEndian(header[0x2c..]);
            return WeakenIn(image, offset, needs, hash);
        }

        return false;
    }

    private static bool WeakenIn(Span<byte> image, int need, uint needs, uint hash)
    {
        var found = false;
        for (; needs > 0; needs--)
        {
            var entries = BinaryPrimitives.ReadUInt16LittleEndian(image[(need + 2)..]);
            var entry = need + (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(need + 8)..]);
            for (; entries > 0; entries--)
            {
                if (BinaryPrimitives.ReadUInt32LittleEndian(image[entry..]) == hash)
                {
                    var flags = BinaryPrimitives.ReadUInt16LittleEndian(image[(entry + 4)..]);
                    BinaryPrimitives.WriteUInt16LittleEndian(image[(entry + 4)..], (ushort)(flags | Weak));
                    found = true;
                }

                entry += (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(entry + 12)..]);
            }

            need += (int)BinaryPrimitives.ReadUInt32LittleEndian(image[(need + 12)..]);
        }

        return found;
    }

    /// <summary>The ELF hash of a name (gABI, chapter 5).</summary>
    internal static uint Hash(string name)
    {
        uint hash = 0;
        foreach (var c in Encoding.ASCII.GetBytes(name))
        {
            hash = (hash << 4) + c;
            var high = hash & 0xf0000000;
            if (high != 0) hash ^= high >> 24;
            hash &= ~high;
        }

        return hash;
    }
}
