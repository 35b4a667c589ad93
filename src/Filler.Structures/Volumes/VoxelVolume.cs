using System.Runtime.InteropServices;

namespace Filler.Structures;

/// <summary>A measured 3-D image: grey values on a regular grid, in memory or mapped from the file, x fastest.</summary>
/// <remarks>Safe for any number of readers at once. Values stay in the type of the file: a stack of bytes takes a byte a voxel.</remarks>
public sealed unsafe class VoxelVolume : IDisposable
{
    private readonly VoxelMemory memory;

    /// <param name="nx">Voxels along x (the fastest axis).</param>
    /// <param name="ny">Voxels along y.</param>
    /// <param name="nz">Voxels along z (the slowest axis).</param>
    /// <param name="voxelNm">Edge lengths of one voxel in nm along x, y, z.</param>
    /// <param name="values">nx·ny·nz grey values, index (z·ny + y)·nx + x.</param>
    public VoxelVolume(int nx, int ny, int nz, (double X, double Y, double Z) voxelNm, ReadOnlySpan<float> values)
        : this(nx, ny, nz, voxelNm, VoxelType.Float32, VoxelMemory.InMemory((long)nx * ny * sizeof(float), nz))
    {
        if (values.Length != (long)nx * ny * nz) throw new ArgumentException($"{values.Length} values for {nx} × {ny} × {nz} voxels");
        for (var z = 0; z < nz; z++) values.Slice(z * nx * ny, nx * ny).CopyTo(MemoryMarshal.Cast<byte, float>(memory.SectionBytes(z)));
    }

    internal VoxelVolume(int nx, int ny, int nz, (double X, double Y, double Z) voxelNm, VoxelType type, VoxelMemory memory)
    {
        (Nx, Ny, Nz, VoxelNm, Type, this.memory) = (nx, ny, nz, voxelNm, type, memory);
    }

    public int Nx { get; }

    public int Ny { get; }

    public int Nz { get; }

    /// <summary>Edge lengths of one voxel in nm.</summary>
    public (double X, double Y, double Z) VoxelNm { get; }

    /// <summary>One of the types that are kept in memory.</summary>
    public VoxelType Type { get; }

    /// <summary>Physical size in nm along x, y, z.</summary>
    public (double X, double Y, double Z) SizeNm => (Nx * VoxelNm.X, Ny * VoxelNm.Y, Nz * VoxelNm.Z);

    /// <summary>Whether the values lie in the file itself: they then take no memory but the system's page cache.</summary>
    public bool IsMapped => memory.IsMapped;

    public float this[int x, int y, int z]
    {
        get
        {
            if ((uint)x >= (uint)Nx || (uint)y >= (uint)Ny || (uint)z >= (uint)Nz)
                throw new ArgumentOutOfRangeException(nameof(x), $"({x}, {y}, {z}) is outside {Nx} × {Ny} × {Nz} voxels");
            return Type.Read(memory.SectionBytes(z).Slice(((y * Nx) + x) * Type.Bytes(), Type.Bytes()), bigEndian: false);
        }
    }

    /// <summary>The values of one row along x.</summary>
    /// <param name="into">At least <see cref="Nx"/> values.</param>
    public void CopyRow(int y, int z, Span<float> into)
    {
        var row = memory.SectionBytes(z).Slice(y * Nx * Type.Bytes(), Nx * Type.Bytes());
        switch (Type)
        {
            case VoxelType.UInt8:
                for (var x = 0; x < Nx; x++) into[x] = row[x];
                break;
            case VoxelType.Float32:
                MemoryMarshal.Cast<byte, float>(row).CopyTo(into);
                break;
            default:
                for (var x = 0; x < Nx; x++) into[x] = Type.Read(row[(x * Type.Bytes())..], bigEndian: false);
                break;
        }
    }

    /// <summary>All values, x fastest; for volumes that fit into one array.</summary>
    public float[] ToArray()
    {
        var values = new float[(long)Nx * Ny * Nz];
        for (var row = 0; row < Ny * Nz; row++) CopyRow(row % Ny, row / Ny, values.AsSpan(row * Nx, Nx));
        return values;
    }

    public void Dispose() => memory.Dispose();

    /// <summary>Where the values of a section begin; valid while this object is alive.</summary>
    internal byte* Section(int z) => memory.Section(z);
}
