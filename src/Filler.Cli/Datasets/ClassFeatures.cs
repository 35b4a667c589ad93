using Filler.Slices;

namespace Filler.Cli.Datasets;

/// <summary>Mean and standard deviation over a class's images of each feature.</summary>
internal sealed record ClassFeatures(string Name, IReadOnlyList<string> Provenance, IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    public static ClassFeatures Of(DatasetClass c, double[][] vectors, int features)
    {
        var means = Enumerable.Range(0, features).Select(f => vectors.Average(v => v[f])).ToArray();
        return new ClassFeatures(c.Name, c.Provenance, means, [.. means.Select((m, f) => Math.Sqrt(vectors.Average(v => (v[f] - m) * (v[f] - m))))]);
    }
}
