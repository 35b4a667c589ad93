namespace Filler.Structures;

/// <summary>What is done to the sections of a measured stack before it is sliced, in the order of the properties.</summary>
public sealed record VolumePreparation
{
    /// <summary>First voxel kept along x, y, z.</summary>
    public (int X, int Y, int Z) From { get; init; }

    /// <summary>First voxel left out; null keeps the rest.</summary>
    public (int? X, int? Y, int? Z) To { get; init; }

    /// <summary>Largest shift in voxels between neighbouring sections that is looked for and undone; 0 aligns nothing.</summary>
    public int AlignWithin { get; init; }

    /// <summary>Width in voxels below which stripes along y are taken off (curtaining); 0 leaves them.</summary>
    public int DestripeWidth { get; init; }

    /// <summary>Whether each section gets the stack's mean and contrast.</summary>
    public bool Normalise { get; init; }

    /// <summary>Standard deviation in voxels of a Gaussian within each section, 0 to 20.</summary>
    public double DenoiseVoxels { get; init; }

    public bool IsNone => this == new VolumePreparation();

    internal void Validate(VoxelVolume volume)
    {
        Range("x", From.X, To.X, volume.Nx);
        Range("y", From.Y, To.Y, volume.Ny);
        Range("z", From.Z, To.Z, volume.Nz);
        if (AlignWithin is < 0 or > 64) throw new ArgumentException($"alignWithin is {AlignWithin}: give 0 to 64 voxels.");
        if (DestripeWidth is < 0 or > 1000) throw new ArgumentException($"destripeWidth is {DestripeWidth}: give 0 to 1000 voxels.");
        if (!(DenoiseVoxels is >= 0 and <= 20)) throw new ArgumentException($"denoiseVoxels is {DenoiseVoxels}: give 0 to 20.");

        static void Range(string axis, int from, int? to, int count)
        {
            if (from < 0 || (to ?? count) > count || (to ?? count) - from < 2)
                throw new ArgumentException($"crop along {axis} from {from} to {to ?? count} of {count} voxels: keep at least 2 of them.");
        }
    }
}
