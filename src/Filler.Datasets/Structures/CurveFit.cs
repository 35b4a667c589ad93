using Filler.Api;
using Filler.Structures;

namespace Filler.Datasets;

/// <summary>The manifest's scattering section in the words of the structure room.</summary>
internal static class CurveFit
{
    /// <summary>Edge in nm of the periodic box: the particles' volume over their share of it.</summary>
    public static double BoxNm(ScatteringStructureSpec spec)
    {
        var meanCube = Math.Pow(spec.RadiusNm, 3) * SizeQuantiles.MeanCube(Shape(spec), spec.RadiusSigma);
        return Math.Cbrt(spec.Particles * 4.0 / 3.0 * Math.PI * meanCube / spec.VolumeFraction);
    }

    private static SizeDistribution Shape(ScatteringStructureSpec spec) => Enum.Parse<SizeDistribution>(spec.SizeDistribution, ignoreCase: true);

    public static ScatteringSolution Run(
        ScatteringStructureSpec spec, string path, ulong seed, IProgress<double>? progress, ReverseMonteCarloCheckpoints? checkpoints, CancellationToken cancellationToken)
    {
        var options = new ReverseMonteCarloOptions(spec.RadiusNm, spec.RadiusSigma, spec.VolumeFraction, spec.Particles)
        {
            MinQ = spec.MinQ ?? 0,
            MaxQ = spec.MaxQ ?? double.PositiveInfinity,
            ErrorFloor = spec.ErrorFloor,
            WaveVectors = spec.WaveVectors,
            PairReachNm = spec.PairReachNm,
            MaxMoves = spec.MaxMoves,
            Distribution = Shape(spec),
            SwapShare = spec.SwapShare,
            ClusterShare = spec.ClusterShare,
            StartTemperature = spec.StartTemperature,
            CoolingPerSweep = spec.CoolingPerSweep,
            MaxAggregateSize = spec.MaxAggregateSize,
            Coordination = spec.Coordination,
            CoordinationTolerance = spec.CoordinationTolerance,
            ContactGapNm = spec.ContactGapNm,
            Seed = seed,
        };
        var share = progress is null ? null : new MoveShare(progress, spec.MaxMoves);
        var fit = ReverseMonteCarlo.Fit(ScatteringFile.Read(path), options, share, checkpoints, cancellationToken);
        // Most fits reach their target before their moves are spent.
        progress?.Report(1);
        return new ScatteringSolution(fit.Structure, new ScatteringFit
        {
            Q = fit.Q,
            Measured = fit.Measured,
            Sigma = fit.Sigma,
            Fitted = fit.Fitted,
            ChiSquaredPerDof = fit.ChiSquaredPerDof,
            WeightedResidual = fit.WeightedResidual,
            Scale = fit.Scale,
            Background = fit.Background,
            Moves = fit.Moves,
            BoxNm = fit.Structure.BoxNm,
            Particles = fit.Structure.Count,
            Ended = fit.StopReason,
            Notes = fit.Notes,
        });
    }

    // Progress<T> would report from the thread pool, out of order.
    private sealed class MoveShare(IProgress<double> target, long mostMoves) : IProgress<ReverseMonteCarloProgress>
    {
        public void Report(ReverseMonteCarloProgress value) => target.Report(Math.Min(1, value.Moves / (double)mostMoves));
    }
}
