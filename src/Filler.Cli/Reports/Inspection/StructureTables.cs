using System.Globalization;
using System.Text;

namespace Filler.Cli.Reports;

/// <summary>An inspection's curves as CSV files, for plots of one's own.</summary>
internal static class StructureTables
{
    /// <summary>Writes <c>NAME-pair-correlation.csv</c>, <c>NAME-structure-factor.csv</c>, <c>NAME-aggregate-sizes.csv</c> and, for a fitted structure,
    /// <c>NAME-scattering.csv</c>.</summary>
    /// <param name="folder">Made where it does not exist.</param>
    /// <returns>The files' paths.</returns>
    public static IReadOnlyList<string> Write(StructureInspection inspection, string folder)
    {
        Directory.CreateDirectory(folder);
        var (pairs, factor) = (inspection.PairCorrelation, inspection.StructureFactor);
        var files = new List<string>
        {
            Write("pair-correlation", "r_nm,g", pairs.DistanceNm.Zip(pairs.Value, Row)),
            Write("structure-factor", "q_per_nm,s,wave_vectors", factor.Q.Select((q, i) => Row(q, factor.Value[i], factor.Vectors[i]))),
            Write("aggregate-sizes", "particles,aggregates", inspection.AggregateSizes.Select(a => Row(a.Size, a.Clusters))),
        };
        if (inspection.Scattering is { } fit)
        {
            files.Add(Write("scattering", "q_per_nm,measured,sigma,fitted,residual_in_sigma", fit.Q.Select((q, i) =>
                Row(q, fit.Measured[i], fit.Sigma[i], fit.Fitted[i], (fit.Fitted[i] - fit.Measured[i]) / fit.Sigma[i]))));
        }

        return files;

        string Write(string what, string header, IEnumerable<string> rows)
        {
            var path = Path.Combine(folder, $"{StructurePlots.FileName(inspection.Name)}-{what}.csv");
            File.WriteAllText(path, new StringBuilder().AppendLine(header).AppendJoin('\n', rows).Append('\n').ToString());
            return path;
        }
    }

    private static string Row(double a, double b) => Row([a, b]);

    private static string Row(params double[] values) => string.Join(',', values.Select(v => v.ToString("g9", CultureInfo.InvariantCulture)));
}
