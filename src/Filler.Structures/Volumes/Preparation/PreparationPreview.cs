namespace Filler.Structures;

/// <summary>Each step of a preparation before and after, on the middle of the stack.</summary>
public static class PreparationPreview
{
    // Enough to judge by, and a fraction of a second of work whatever the stack's size.
    private const int MostAcross = 512;
    private const int MostSections = 128;

    /// <summary>The stack as measured, then after each step that the preparation asks for, one on top of the other.</summary>
    /// <exception cref="ArgumentException">An option does not fit the volume.</exception>
    public static IReadOnlyList<PreparationStage> Of(VoxelVolume volume, VolumePreparation preparation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(preparation);
        preparation.Validate(volume);
        var stages = new List<PreparationStage>();
        Add("measured", Middle(new VolumePreparation(), volume));
        var steps = Middle(preparation, volume) with { AlignWithin = 0, DestripeWidth = 0, Normalise = false, DenoiseVoxels = 0 };
        if (preparation.From != default || preparation.To != default) Add("crop", steps);
        if (preparation.AlignWithin > 0) Add("align", steps = steps with { AlignWithin = preparation.AlignWithin });
        if (preparation.DestripeWidth > 0) Add("destripe", steps = steps with { DestripeWidth = preparation.DestripeWidth });
        if (preparation.Normalise) Add("normalise", steps = steps with { Normalise = true });
        if (preparation.DenoiseVoxels > 0) Add("denoise", steps with { DenoiseVoxels = preparation.DenoiseVoxels });
        return stages;

        void Add(string name, VolumePreparation upTo)
        {
            using var prepared = PreparedVolume.Of(volume, upTo, cancellationToken);
            stages.Add(Stage(name, prepared));
        }
    }

    private static VolumePreparation Middle(VolumePreparation preparation, VoxelVolume volume)
    {
        var (x0, x1) = Around(preparation.From.X, preparation.To.X ?? volume.Nx, MostAcross);
        var (y0, y1) = Around(preparation.From.Y, preparation.To.Y ?? volume.Ny, MostAcross);
        var (z0, z1) = Around(preparation.From.Z, preparation.To.Z ?? volume.Nz, MostSections);
        return preparation with { From = (x0, y0, z0), To = (x1, y1, z1) };

        static (int From, int To) Around(int from, int to, int most)
        {
            var spare = Math.Max(0, to - from - most);
            return (from + (spare / 2), to - (spare - (spare / 2)));
        }
    }

    private static PreparationStage Stage(string name, VoxelVolume volume)
    {
        var (section, side) = (new float[volume.Nx * volume.Ny], new float[volume.Nx * volume.Nz]);
        for (var y = 0; y < volume.Ny; y++) volume.CopyRow(y, volume.Nz / 2, section.AsSpan(y * volume.Nx));
        for (var z = 0; z < volume.Nz; z++) volume.CopyRow(volume.Ny / 2, z, side.AsSpan(z * volume.Nx));
        return new PreparationStage(name, volume.Nx, volume.Ny, volume.Nz, section, side);
    }
}
