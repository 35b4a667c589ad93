namespace Filler.Structures;

/// <summary>A measured 3-D image: grey values on a regular grid, x fastest.</summary>
/// <param name="Nx">Voxels along x (the fastest axis).</param>
/// <param name="Ny">Voxels along y.</param>
/// <param name="Nz">Voxels along z (the slowest axis).</param>
/// <param name="VoxelNm">Edge lengths of one voxel in nm along x, y, z.</param>
/// <param name="Values">Nx·Ny·Nz grey values, index (z·Ny + y)·Nx + x.</param>
public sealed record VoxelVolume(int Nx, int Ny, int Nz, (double X, double Y, double Z) VoxelNm, float[] Values)
{
    /// <summary>Physical size in nm along x, y, z.</summary>
    public (double X, double Y, double Z) SizeNm => (Nx * VoxelNm.X, Ny * VoxelNm.Y, Nz * VoxelNm.Z);
}
