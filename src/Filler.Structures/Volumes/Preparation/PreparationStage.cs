namespace Filler.Structures;

/// <summary>What a stack looks like after one step of its preparation.</summary>
/// <param name="Name">measured, crop, align, destripe, normalise or denoise.</param>
/// <param name="Nx">Voxels along x.</param>
/// <param name="Ny">Voxels along y.</param>
/// <param name="Nz">Sections.</param>
/// <param name="Section">The middle section, x fastest.</param>
/// <param name="Side">The plane y = middle, x fastest, then z: where sections that are shifted or of uneven brightness show.</param>
public sealed record PreparationStage(string Name, int Nx, int Ny, int Nz, float[] Section, float[] Side);
