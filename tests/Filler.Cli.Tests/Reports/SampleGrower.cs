using Filler.Api;
using Filler.Datasets;
using Filler.Structures;

namespace Filler.Cli.Tests.Reports;

/// <summary>Small structures at once, whatever is asked for: a simple cubic lattice of 20 nm with spheres of 8 nm.</summary>
internal sealed class SampleGrower : IStructureGrower
{
    public const double Spacing = 20;
    public const double Radius = 8;

    private int fits;

    /// <summary>Fits made so far.</summary>
    public int Fits => fits;

    public ParticleStructure Place(RandomStructureSpec spec, ulong seed, CancellationToken cancellationToken) => Lattice(6);

    public ParticleStructure Aggregate(AggregatesStructureSpec spec, ulong seed, CancellationToken cancellationToken) => Lattice(7);

    public ScatteringSolution Fit(
        ScatteringStructureSpec spec, string path, ulong seed, IProgress<double>? progress, ReverseMonteCarloCheckpoints? checkpoints, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref fits);
        var curve = SampleScattering.Curve();
        return new ScatteringSolution(Lattice(5), new ScatteringFit
        {
            Q = curve.Q,
            Measured = curve.Measured,
            Sigma = curve.Sigma,
            Fitted = curve.Fitted,
            ChiSquaredPerDof = 1.07,
            WeightedResidual = 3.1,
            Scale = 1,
            Background = 0.02,
            Moves = 1000,
            BoxNm = 5 * Spacing,
            Particles = 125,
            Ended = "done",
            Notes = ["a note"],
        });
    }

    public double BoxNm(ScatteringStructureSpec spec, string path) => 5 * Spacing;

    public ParticleStructure ReadParticles(ParticlesStructureSpec spec, string path) => Lattice(4);

    public VoxelVolume ReadVolume(VolumeStructureSpec spec, string path, CancellationToken cancellationToken) => throw new StructureFileException(path, "no volume here");

    private static ParticleStructure Lattice(int edge)
    {
        var sites = Enumerable.Range(0, edge * edge * edge).ToArray();
        return new ParticleStructure(
            edge * Spacing,
            [.. sites.Select(i => Spacing * (i % edge))],
            [.. sites.Select(i => Spacing * (i / edge % edge))],
            [.. sites.Select(i => Spacing * (i / edge / edge))],
            [.. sites.Select(_ => Radius)]);
    }
}
