using Filler.Cli.Pictures;

namespace Filler.Cli.Reports;

/// <summary>An inspection's plots as files.</summary>
internal static class StructurePlots
{
    /// <summary>Writes <c>NAME-pair-correlation.png</c>, <c>NAME-structure-factor.png</c> and, for a fitted structure, <c>NAME-scattering.png</c>.</summary>
    /// <param name="folder">Made where it does not exist.</param>
    /// <returns>The files' paths.</returns>
    public static IReadOnlyList<string> Write(StructureInspection inspection, string folder)
    {
        Directory.CreateDirectory(folder);
        var (pairs, factor) = (inspection.PairCorrelation, inspection.StructureFactor);
        var files = new List<string>
        {
            Write("pair-correlation", PairCorrelationPlot.Draw(inspection.Name, pairs.DistanceNm, pairs.Value, inspection.Spread?.OtherPairCorrelations)),
            Write("structure-factor", StructureFactorPlot.Draw(inspection.Name, factor.Q, factor.Value, factor.Vectors, inspection.Spread?.OtherStructureFactors)),
        };
        if (inspection.Scattering is { } fit) files.Add(Write("scattering", ScatteringPlot.Draw(fit)));
        return files;

        string Write(string what, byte[] png)
        {
            var path = Path.Combine(folder, $"{FileName(inspection.Name)}-{what}.png");
            File.WriteAllBytes(path, png);
            return path;
        }
    }

    /// <summary>A name that every file system takes: other characters become dashes.</summary>
    internal static string FileName(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
}
