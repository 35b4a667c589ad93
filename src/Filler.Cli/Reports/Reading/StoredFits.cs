using Filler.Datasets;
using Filler.Slices;
using Filler.Storage;

namespace Filler.Cli.Reports;

/// <summary>The fits behind a dataset's scattering classes; the measured files themselves are not needed.</summary>
internal static class StoredFits
{
    /// <summary>One fit per class with a scattering structure, the first; the dataset's provenance names the quality of all.</summary>
    /// <exception cref="InvalidDataException">A fit in the store is damaged.</exception>
    public static async Task<IReadOnlyList<FittedCurve>> ReadAsync(IBlobStore store, DatasetManifest manifest, CancellationToken cancellationToken)
    {
        var fits = new List<FittedCurve>();
        foreach (var c in manifest.Classes)
        {
            if (c.Fits is [var prefix, ..] && await ScatteringCache.ReadAsync(store, prefix, cancellationToken) is { } solution)
                fits.Add(FittedCurve.Of(c.Name, solution.Fit));
        }

        return fits;
    }
}
