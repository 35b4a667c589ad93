using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Filler.Api;
using Filler.Datasets;
using Filler.Slices;
using Filler.Storage;

namespace Filler.Cli.Tests.Reports;

/// <summary>Writes into a blob store what a run leaves there: a tiny dataset, and the fit of a scattering class.</summary>
internal sealed class SampleStore(IBlobStore store)
{
    private const string CurveDigest = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

    /// <summary>A dataset of the section, its images numbered by grey value.</summary>
    public async Task<string> PutDatasetAsync(DatasetSpec section, params string[] fits)
    {
        var recipe = Recipe(section);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipe.GetRawText())));
        var (perClass, pixels) = (12, 16);
        var count = perClass * section.Classes.Count;
        var split = new DatasetSplit(perClass, count, "evaluation-images.npy", "", "evaluation-labels.npy", "");
        var manifest = new DatasetManifest
        {
            FormatVersion = DatasetManifest.CurrentFormat,
            Digest = digest,
            Software = "Filler 0.1.0",
            Classes = [.. section.Classes.Select(c => new DatasetClass(c.Name, [$"evaluation 1: 100 particles of {c.Name}"], c.Structure.Scattering is null ? [] : fits))],
            Pixels = pixels,
            PixelSizeNm = section.Slices.FieldOfViewNm / pixels,
            FieldOfViewNm = section.Slices.FieldOfViewNm,
            ThicknessNm = 0,
            Train = split,
            Validation = split,
            Evaluation = split,
            Recipe = recipe,
        };
        byte[] images = [.. Enumerable.Range(0, count).SelectMany(i => Enumerable.Repeat((byte)i, pixels * pixels))];
        await store.PutAsync($"datasets/{digest}/evaluation-images.npy", (s, t) => Npy.WriteAsync(s, images, [count, pixels, pixels], t), CancellationToken.None);
        await store.PutBytesAsync(DatasetReader.ManifestKey(digest), manifest.ToBytes(), CancellationToken.None);
        return digest;
    }

    /// <summary>Makes the fit of a class and keeps it.</summary>
    /// <returns>Its place in the store.</returns>
    public async Task<string> PutFitAsync(DatasetSpec section, int classIndex)
    {
        var spec = section.Classes[classIndex].Structure.Scattering!;
        var curve = new InputFile("", "", CurveDigest);
        await new ScatteringCache(store, new SampleGrower()).GetAsync(spec, curve, 1, null, CancellationToken.None);
        return ScatteringCache.PrefixOf(spec, curve, 1);
    }

    // As the builder writes it. A measured file that is not at hand is what the recipe says of it: what it holds.
    private static JsonElement Recipe(DatasetSpec section)
    {
        if (section.Classes.All(c => c.Structure.Scattering is null)) return JsonSerializer.Deserialize<JsonElement>(DatasetRecipe.From(section, ".").Json);
        var document = DatasetRecipe.ImagesFollowFrom(section);
        for (var c = 0; c < section.Classes.Count; c++)
            if (section.Classes[c].Structure.Scattering is not null) document["classes"]![c]!["structure"]!["scattering"]!["file"] = $"sha256:{CurveDigest}";
        return JsonSerializer.SerializeToElement(document);
    }
}
