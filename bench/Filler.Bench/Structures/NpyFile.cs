using System.Runtime.InteropServices;
using System.Text;
using Filler.Structures;

namespace Filler.Bench;

/// <summary>Arrays of bytes to measure on.</summary>
internal static class NpyFile
{
    /// <summary>Where the values begin.</summary>
    public const int HeaderBytes = 128;

    public static void Header(Stream stream, int sections, int rows, int columns) => Header(stream, "|u1", $"{sections}, {rows}, {columns}");

    /// <summary>A row (x, y, z, radius) for each sphere.</summary>
    public static void WriteParticles(string path, ParticleStructure s)
    {
        using var stream = File.Create(path);
        Header(stream, "<f8", $"{s.Count}, 4");
        for (var i = 0; i < s.Count; i++) stream.Write(MemoryMarshal.AsBytes<double>([s.X[i], s.Y[i], s.Z[i], s.Radius[i]]));
    }

    private static void Header(Stream stream, string type, string shape)
    {
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, 118, 0]);
        stream.Write(Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}".PadRight(117) + "\n"));
    }

    public static void Write(string path, int edge)
    {
        using var stream = File.Create(path);
        Header(stream, edge, edge, edge);
        var section = new byte[edge * edge];
        for (var z = 0; z < edge; z++)
        {
            Fill(section, z);
            stream.Write(section);
        }
    }

    /// <summary>Values that differ from voxel to voxel and pack to about a third.</summary>
    public static void Fill(Span<byte> section, int z)
    {
        for (var i = 0; i < section.Length; i++) section[i] = (byte)((i * 31) ^ (i >> 9) ^ (z * 17));
    }
}
