using System.Runtime.InteropServices;

namespace Filler.Structures;

/// <summary>From an open file to a volume: mapped in place where that is possible, else unpacked once, a few sections at a time.</summary>
internal static class Unpacking
{
    // Deflate's best is 1032 : 1, and a volume with anything to see packs far less: more is a bomb, or a damaged header.
    private const long MostExpansion = 1100;

    /// <summary>Larger volumes go to a scratch file: their pages can be dropped when memory is short.</summary>
    private const long MostInMemory = 256L << 20;

    private const long BufferBytes = 64L << 20;

    public static VoxelVolume Run(string path, IVolumeReader reader, (double X, double Y, double Z) voxelNm, CancellationToken cancellationToken)
    {
        var h = reader.Header.Checked(path);
        if (BitConverter.IsLittleEndian && h.IsInOrder && (!h.BigEndian || h.Type.Bytes() == 1) && h.Type == h.Type.InMemory() && reader.Extents is { } extents)
        {
            var mapped = VoxelMemory.InFiles(h.SectionBytes, extents);
            if (h.Type.IsFloating()) CheckFinite(path, mapped, h, cancellationToken);
            return new VoxelVolume(h.Columns, h.Rows, h.Sections, voxelNm, h.Type, mapped);
        }

        if (h.Bytes / MostExpansion > reader.StoredBytes + 1)
            throw new StructureFileException(
                path, $"{h.Bytes} bytes of voxels in {reader.StoredBytes} bytes of file: more than {MostExpansion} to 1, damaged or made to fill memory.");
        return Unpack(path, reader, voxelNm, cancellationToken);
    }

    private static VoxelVolume Unpack(string path, IVolumeReader reader, (double X, double Y, double Z) voxelNm, CancellationToken cancellationToken)
    {
        var h = reader.Header;
        var sizes = new int[3];
        (sizes[h.Axes.Column], sizes[h.Axes.Row], sizes[h.Axes.Section]) = (h.Columns, h.Rows, h.Sections);
        var type = h.Type.InMemory();
        var sectionBytes = (long)sizes[0] * sizes[1] * type.Bytes();
        var memory = sectionBytes * sizes[2] <= MostInMemory ? VoxelMemory.InMemory(sectionBytes, sizes[2]) : VoxelMemory.InScratchFile(sectionBytes, sizes[2]);
        try
        {
            var atOnce = (int)Math.Clamp(Math.Min(reader.SectionsAtOnce, BufferBytes / h.SectionBytes), 1, h.Sections);
            var asStored = IsAsStored(h, type);
            // One section at a time needs no copy: it is unpacked where it stays.
            if (asStored && reader.SectionsAtOnce == 1) atOnce = 1;
            var buffer = asStored && atOnce == 1 ? [] : new byte[Math.Min(atOnce * h.SectionBytes, Array.MaxLength)];
            for (var first = 0; first < h.Sections; first += atOnce)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = Math.Min(atOnce, h.Sections - first);
                if (buffer.Length == 0)
                {
                    reader.Read(first, 1, memory.SectionBytes(first));
                    continue;
                }

                reader.Read(first, count, buffer.AsSpan(0, (int)(count * h.SectionBytes)));
                for (var s = 0; s < count; s++) Place(path, h, first + s, buffer.AsSpan((int)(s * h.SectionBytes), (int)h.SectionBytes), sizes, type, memory);
            }

            return new VoxelVolume(sizes[0], sizes[1], sizes[2], voxelNm, type, memory);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    private static void Place(string path, VolumeHeader h, int section, ReadOnlySpan<byte> bytes, int[] sizes, VoxelType type, VoxelMemory memory)
    {
        if (IsAsStored(h, type))
        {
            bytes.CopyTo(memory.SectionBytes(section));
            return;
        }

        Span<int> at = stackalloc int[3];
        var width = h.Type.Bytes();
        at[h.Axes.Section] = section;
        for (var row = 0; row < h.Rows; row++)
        {
            at[h.Axes.Row] = row;
            for (var column = 0; column < h.Columns; column++)
            {
                at[h.Axes.Column] = column;
                var value = h.Type.Read(bytes.Slice(((row * h.Columns) + column) * width, width), h.BigEndian);
                if (!float.IsFinite(value)) throw NotFinite(path, at[0], at[1], at[2], value);
                Write(memory.SectionBytes(at[2]), (at[1] * sizes[0]) + at[0], type, value);
            }
        }
    }

    // Floats are looked at one by one, whether each is a number.
    private static bool IsAsStored(VolumeHeader h, VoxelType type) =>
        h.IsInOrder && type == h.Type && !type.IsFloating() && (type.Bytes() == 1 || h.BigEndian != BitConverter.IsLittleEndian);

    private static void Write(Span<byte> section, int index, VoxelType type, float value)
    {
        switch (type)
        {
            case VoxelType.UInt8: section[index] = (byte)value; break;
            case VoxelType.Int8: section[index] = unchecked((byte)(sbyte)value); break;
            case VoxelType.UInt16: MemoryMarshal.Cast<byte, ushort>(section)[index] = (ushort)value; break;
            case VoxelType.Int16: MemoryMarshal.Cast<byte, short>(section)[index] = (short)value; break;
            default: MemoryMarshal.Cast<byte, float>(section)[index] = value; break;
        }
    }

    private static void CheckFinite(string path, VoxelMemory memory, VolumeHeader h, CancellationToken cancellationToken)
    {
        for (var z = 0; z < h.Sections; z++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var at = MemoryMarshal.Cast<byte, float>(memory.SectionBytes(z)).IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
            if (at < 0) continue;
            var value = MemoryMarshal.Cast<byte, float>(memory.SectionBytes(z))[at];
            memory.Dispose();
            throw NotFinite(path, at % h.Columns, at / h.Columns, z, value);
        }
    }

    private static StructureFileException NotFinite(string path, int x, int y, int z, float value) =>
        new(path, $"voxel ({x}, {y}, {z}) is {value}: repair or mask the volume before use.");
}
