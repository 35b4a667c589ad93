using Filler.Api;
using Filler.Structures;

namespace Filler.Datasets;

/// <summary>Makes 3-D structures from the manifest's words. Safe for several threads at once.</summary>
public interface IStructureGrower
{
    /// <param name="spec">With its box filled in.</param>
    ParticleStructure Place(RandomStructureSpec spec, ulong seed, CancellationToken cancellationToken);

    /// <param name="spec">With its box filled in.</param>
    ParticleStructure Aggregate(AggregatesStructureSpec spec, ulong seed, CancellationToken cancellationToken);

    /// <summary>Finds particles whose scattering is the measured curve: minutes, unlike the others.</summary>
    /// <param name="progress">The share of the work done, 0 to 1.</param>
    /// <param name="checkpoints">Null: an interrupted fit is lost.</param>
    ScatteringSolution Fit(
        ScatteringStructureSpec spec, string path, ulong seed, IProgress<double>? progress, ReverseMonteCarloCheckpoints? checkpoints, CancellationToken cancellationToken);

    /// <summary>Edge in nm of the box that <see cref="Fit"/> will fill; reads the curve, so that a malformed file is found before anything takes
    /// long.</summary>
    /// <exception cref="StructureFileException">The file holds no curve.</exception>
    double BoxNm(ScatteringStructureSpec spec, string path);

    /// <exception cref="StructureFileException">The file holds no particles.</exception>
    ParticleStructure ReadParticles(ParticlesStructureSpec spec, string path);

    /// <summary>Opens a volume; one too large for memory stays in its file.</summary>
    /// <exception cref="StructureFileException">The file holds no volume.</exception>
    VoxelVolume ReadVolume(VolumeStructureSpec spec, string path, CancellationToken cancellationToken);
}
