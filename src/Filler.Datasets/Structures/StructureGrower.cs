using Filler.Api;
using Filler.Structures;

namespace Filler.Datasets;

/// <summary>The structure room behind the manifest's words.</summary>
public sealed class StructureGrower : IStructureGrower
{
    public ParticleStructure Place(RandomStructureSpec spec, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var box = spec.BoxNm ?? throw new ArgumentException("boxNm is missing: give the edge of the periodic box.");
        return RandomSpheres.Generate(new SpherePopulation(spec.DiameterNm, spec.DiameterSigma, Enum.Parse<SizeDistribution>(spec.SizeDistribution, ignoreCase: true)), box, spec.VolumeFraction, seed, cancellationToken);
    }

    public ParticleStructure Aggregate(AggregatesStructureSpec spec, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return Aggregates.Generate(AggregateSection.Options(spec), seed, cancellationToken);
    }

    public ScatteringSolution Fit(
        ScatteringStructureSpec spec, string path, ulong seed, IProgress<double>? progress, ReverseMonteCarloCheckpoints? checkpoints, CancellationToken cancellationToken) =>
        CurveFit.Run(spec, path, seed, progress, checkpoints, cancellationToken);

    public double BoxNm(ScatteringStructureSpec spec, string path)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ScatteringFile.Read(path);
        return CurveFit.BoxNm(spec);
    }

    public ParticleStructure ReadParticles(ParticlesStructureSpec spec, string path)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return ParticleFile.Read(path, new ParticleFileOptions(spec.BoxNm, spec.RadiusNm, spec.LengthUnit));
    }

    public VoxelVolume ReadVolume(VolumeStructureSpec spec, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var volume = VolumeFile.Open(path, new VolumeFileOptions(spec.VoxelNm, spec.SectionNm, spec.Dataset), cancellationToken);
        var preparation = PreparationSection.Options(spec.Preparation);
        if (preparation.IsNone) return volume;
        using (volume) return PreparedVolume.Of(volume, preparation, cancellationToken);
    }
}
