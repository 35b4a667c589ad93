namespace Filler.Structures;

/// <summary>Carries out the preparation of a stack section by section: memory holds three sections, whatever the stack's size.</summary>
public static class PreparedVolume
{
    private const long MostInMemory = 256L << 20;

    /// <summary>A new volume of the same type; the given one is not changed and stays open.</summary>
    /// <exception cref="ArgumentException">An option does not fit the volume.</exception>
    public static VoxelVolume Of(VoxelVolume volume, VolumePreparation preparation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(volume);
        ArgumentNullException.ThrowIfNull(preparation);
        preparation.Validate(volume);
        var (x0, y0, z0) = preparation.From;
        var (nx, ny, nz) = ((preparation.To.X ?? volume.Nx) - x0, (preparation.To.Y ?? volume.Ny) - y0, (preparation.To.Z ?? volume.Nz) - z0);
        var bytes = (long)nx * ny * volume.Type.Bytes();
        var memory = bytes * nz <= MostInMemory ? VoxelMemory.InMemory(bytes, nz) : VoxelMemory.InScratchFile(bytes, nz);
        var (sum, squares) = preparation.Normalise ? Moments(volume, x0, y0, nx, ny, z0, nz) : default;
        var aligner = new SectionAligner(nx, ny, preparation.AlignWithin);
        var (row, section) = (new float[volume.Nx], new float[nx * ny]);
        for (var z = 0; z < nz; z++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var y = 0; y < ny; y++)
            {
                volume.CopyRow(y + y0, z + z0, row);
                row.AsSpan(x0, nx).CopyTo(section.AsSpan(y * nx));
            }

            if (preparation.AlignWithin > 0) aligner.Align(section);
            if (preparation.DestripeWidth > 0) SectionFilters.Destripe(section, nx, ny, preparation.DestripeWidth);
            if (preparation.Normalise) SectionFilters.Normalise(section, sum, squares);
            if (preparation.DenoiseVoxels > 0) SectionFilters.Blur(section, nx, ny, preparation.DenoiseVoxels);
            volume.Type.Store(section, memory.SectionBytes(z));
        }

        return new VoxelVolume(nx, ny, nz, volume.VoxelNm, volume.Type, memory);
    }

    // The stack's own level and contrast: the means over sections, so that one bright section moves the others little.
    private static (double Mean, double Deviation) Moments(VoxelVolume volume, int x0, int y0, int nx, int ny, int z0, int nz)
    {
        var row = new float[volume.Nx];
        var (means, deviations) = (0.0, 0.0);
        for (var z = z0; z < z0 + nz; z++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var y = y0; y < y0 + ny; y++)
            {
                volume.CopyRow(y, z, row);
                foreach (var v in row.AsSpan(x0, nx)) (sum, squares) = (sum + v, squares + ((double)v * v));
            }

            var mean = sum / ((double)nx * ny);
            means += mean / nz;
            deviations += Math.Sqrt(Math.Max(0, (squares / ((double)nx * ny)) - (mean * mean))) / nz;
        }

        return (means, deviations);
    }
}
