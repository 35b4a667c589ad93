namespace Filler.Cli.Reports;

/// <summary>How far several independent fits to one curve agree: what the curve determines, and what it leaves open.</summary>
/// <param name="ChiSquaredPerDegree">Of each solution.</param>
/// <param name="WeightMeanClusterSize">Size of the cluster that a particle finds itself in: mean and standard deviation over solutions.</param>
/// <param name="LargestCluster">Likewise.</param>
/// <param name="Coordination">Others that a particle touches, likewise.</param>
/// <param name="PairCorrelation">Standard deviation of g(r) over solutions, root mean square over r.</param>
/// <param name="StructureFactor">The same of S(q).</param>
internal sealed record SolutionSpread(
    IReadOnlyList<double> ChiSquaredPerDegree,
    MeanAndDeviation WeightMeanClusterSize,
    MeanAndDeviation LargestCluster,
    MeanAndDeviation Coordination,
    double PairCorrelation,
    double StructureFactor)
{
    /// <summary>g(r) of each solution but the first, at the first one's distances.</summary>
    public required IReadOnlyList<double[]> OtherPairCorrelations { get; init; }

    /// <summary>S(q), likewise.</summary>
    public required IReadOnlyList<double[]> OtherStructureFactors { get; init; }

    /// <param name="solutions">Two or more inspections of fits to one curve.</param>
    public static SolutionSpread Of(IReadOnlyList<StructureInspection> solutions) => new(
        [.. solutions.Select(s => s.Scattering!.ChiSquarePerDegree)],
        MeanAndDeviation.Of(solutions.Select(s => s.WeightMeanClusterSize)),
        MeanAndDeviation.Of(solutions.Select(s => (double)s.LargestCluster)),
        MeanAndDeviation.Of(solutions.Select(s => s.MeanCoordination)),
        Deviation([.. solutions.Select(s => s.PairCorrelation.Value)]),
        Deviation([.. solutions.Select(s => s.StructureFactor.Value)]))
    {
        OtherPairCorrelations = [.. solutions.Skip(1).Select(s => s.PairCorrelation.Value)],
        OtherStructureFactors = [.. solutions.Skip(1).Select(s => s.StructureFactor.Value)],
    };

    private static double Deviation(double[][] curves) =>
        Math.Sqrt(Enumerable.Range(0, curves.Min(c => c.Length)).Average(i => Math.Pow(MeanAndDeviation.Of(curves.Select(c => c[i])).Deviation, 2)));
}
