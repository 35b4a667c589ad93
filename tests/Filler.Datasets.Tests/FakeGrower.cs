using System.Collections.Concurrent;
using Filler.Api;
using Filler.Structures;

namespace Filler.Datasets.Tests;

/// <summary>Quick structures: as many spheres as the volume asks for, overlap or not. Remembers what it was asked.</summary>
internal sealed class FakeGrower : IStructureGrower
{
    public ConcurrentBag<ulong> Seeds { get; } = [];

    public ConcurrentBag<ulong> Fits { get; } = [];

    public ParticleStructure Place(RandomStructureSpec spec, ulong seed, CancellationToken cancellationToken) =>
        Grow(spec.BoxNm!.Value, spec.VolumeFraction, spec.DiameterNm / 2, seed);

    public ParticleStructure Aggregate(AggregatesStructureSpec spec, ulong seed, CancellationToken cancellationToken) =>
        spec.VolumeFraction > 0.25
            ? throw new ArgumentException($"volumeFraction is {spec.VolumeFraction}: give a value from 0 to 0.25.")
            : Grow(spec.BoxNm!.Value, spec.VolumeFraction ?? 0.1, (spec.DiameterNm ?? 20) / 2, seed);

    public ScatteringSolution Fit(
        ScatteringStructureSpec spec, string path, ulong seed, IProgress<double>? progress, ReverseMonteCarloCheckpoints? checkpoints, CancellationToken cancellationToken)
    {
        Fits.Add(seed);
        progress?.Report(0.5);
        var structure = Grow(BoxNm(spec, path), spec.VolumeFraction, spec.RadiusNm, seed);
        return new ScatteringSolution(structure, new ScatteringFit
        {
            Q = [0.1, 0.2],
            Measured = [10, 5],
            Sigma = [1, 0.5],
            Fitted = [9.5, 5.25],
            ChiSquaredPerDof = 0.5,
            WeightedResidual = 4,
            Scale = 2,
            Background = 0.1,
            Moves = 1000,
            Notes = [],
            BoxNm = structure.BoxNm,
            Particles = structure.Count,
            Ended = "χ² per degree of freedom reached 1",
        });
    }

    public double BoxNm(ScatteringStructureSpec spec, string path) =>
        Math.Cbrt(spec.Particles * 4.0 / 3.0 * Math.PI * Math.Pow(spec.RadiusNm, 3) / spec.VolumeFraction);

    public ParticleStructure ReadParticles(ParticlesStructureSpec spec, string path) =>
        new FileInfo(path).Length == 0 ? throw new StructureFileException(path, "is empty") : Grow(spec.BoxNm ?? 1000, 0.1, spec.RadiusNm ?? 10, seed: 3);

    public VoxelVolume ReadVolume(VolumeStructureSpec spec, string path, CancellationToken cancellationToken)
    {
        var voxel = spec.VoxelNm ?? 1;
        return new VoxelVolume(30, 20, 20, (voxel, voxel, voxel), [.. Enumerable.Range(0, 12_000).Select(i => (float)(i * 7919 % 101))]);
    }

    private ParticleStructure Grow(double boxNm, double fraction, double radius, ulong seed)
    {
        Seeds.Add(seed);
        var stream = new RandomStream(seed);
        var count = (int)(fraction * boxNm * boxNm * boxNm / (4.0 / 3.0 * Math.PI * radius * radius * radius));
        double[] Uniform() => [.. Enumerable.Range(0, count).Select(_ => boxNm * stream.NextDouble())];
        return new ParticleStructure(boxNm, Uniform(), Uniform(), Uniform(), [.. Enumerable.Repeat(radius, count)]);
    }
}
