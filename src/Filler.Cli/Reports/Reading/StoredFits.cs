using System.Text.Json;
using Filler.Api;
using Filler.Datasets;
using Filler.Slices;
using Filler.Storage;

namespace Filler.Cli.Reports;

/// <summary>The fits behind a dataset's scattering classes. The recipe names a curve by its digest, so the file itself is not needed.</summary>
internal static class StoredFits
{
    private const string DigestMark = "sha256:";

    /// <summary>One fit per class with a scattering structure: that of the first structure which evaluation slices come from.</summary>
    /// <exception cref="InvalidDataException">A fit in the store is damaged.</exception>
    public static async Task<IReadOnlyList<FittedCurve>> ReadAsync(IBlobStore store, DatasetManifest manifest, CancellationToken cancellationToken)
    {
        var fits = new List<FittedCurve>();
        var classes = manifest.Recipe.GetProperty("classes");
        for (var c = 0; c < classes.GetArrayLength(); c++)
        {
            if (!classes[c].GetProperty("structure").TryGetProperty("scattering", out var section)) continue;
            var spec = section.Deserialize<ScatteringStructureSpec>(FillerJson.Options)!;
            var curve = new InputFile("", "", spec.File[DigestMark.Length..]);
            var seed = new StructureKey(c, SplitKind.Evaluation, 0).Seed(manifest.Recipe.GetProperty("seed").GetInt64());
            var prefix = $"structures/{ScatteringCache.DigestOf(spec, curve, seed)}";
            if (await ScatteringCache.ReadAsync(store, prefix, cancellationToken) is { } solution) fits.Add(FittedCurve.Of(manifest.Classes[c].Name, solution.Fit));
        }

        return fits;
    }
}
