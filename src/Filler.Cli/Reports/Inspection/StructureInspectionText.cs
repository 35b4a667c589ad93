using System.Globalization;
using System.Text;
using Filler.Api;

namespace Filler.Cli.Reports;

/// <summary>Inspections for terminals and machines.</summary>
internal static class StructureInspectionText
{
    public static string Json(IReadOnlyList<StructureInspection> inspections) => FillerJson.Serialize(inspections, indented: true) + "\n";

    public static string Of(StructureInspection inspection)
    {
        var lines = Lines(inspection).ToList();
        var width = lines.Max(line => line.Name.Length);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{inspection.Name} ({inspection.Kind})\n");
        foreach (var (name, value) in lines) text.Append("  ").Append(name.PadRight(width)).Append("  ").Append(value).Append('\n');
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Lines(StructureInspection s)
    {
        yield return ("particles", $"{s.Particles:N0}");
        yield return ("box", $"{Figures.Short(s.BoxNm)} nm");
        yield return ("volume fraction", s.VolumeFraction.ToString("0.0000", CultureInfo.InvariantCulture));
        yield return ("radius", $"{Figures.Short(s.MeanRadiusNm)} ± {Figures.Short(s.RadiusSpreadNm)} nm");
        yield return ("clusters", $"{s.Clusters:N0} (surfaces within {Figures.Short(s.ContactGapNm)} nm), mean {Figures.Short(s.MeanClusterSize)} particles, "
            + $"largest {s.LargestCluster:N0}, a particle's own {Figures.Short(s.WeightMeanClusterSize)}; it touches {Figures.Short(s.MeanCoordination)} others");
        var (r, g) = Peak(s.PairCorrelation.DistanceNm, s.PairCorrelation.Value);
        yield return ("g(r)", $"highest {Figures.Short(g)} at {Figures.Short(r)} nm, {Figures.Short(s.PairCorrelation.Value[^1])} at {Figures.Short(s.PairCorrelation.DistanceNm[^1])} nm");
        var (q, factor) = Peak(s.StructureFactor.Q, s.StructureFactor.Value);
        yield return ("S(q)", $"highest {Figures.Short(factor)} at {Figures.Short(q)} 1/nm, {Figures.Short(s.StructureFactor.Value[0])} at {Figures.Short(s.StructureFactor.Q[0])} 1/nm (lowest)");
        if (s.Scattering is { } fit)
        {
            yield return ("fit", $"chi²/dof {Figures.Short(fit.ChiSquarePerDegree)}, Rw {Figures.Percent(fit.WeightedResidual)} %, {fit.Q.Count} points");
            yield return ("fit ended", fit.Ended);
            foreach (var note in fit.Notes) yield return ("note", note);
        }

        if (s.Spread is not { } spread) yield break;
        yield return ("solutions", $"{spread.ChiSquaredPerDegree.Count} independent, chi²/dof {string.Join(", ", spread.ChiSquaredPerDegree.Select(Figures.Short))}");
        yield return ("spread", $"a particle's own cluster {Of(spread.WeightMeanClusterSize)}, largest {Of(spread.LargestCluster)}, touches {Of(spread.Coordination)}; "
            + $"g(r) ± {Figures.Short(spread.PairCorrelation)}, S(q) ± {Figures.Short(spread.StructureFactor)} (root mean square)");

        static string Of(MeanAndDeviation m) => $"{Figures.Short(m.Mean)} ± {Figures.Short(m.Deviation)}";
    }

    private static (double X, double Y) Peak(double[] x, double[] y)
    {
        var at = Array.IndexOf(y, y.Max());
        return (x[at], y[at]);
    }
}
