using System.Globalization;
using System.Text;
using Filler.Datasets;
using Filler.Slices;

namespace Filler.Cli.Datasets;

/// <summary>What a person would measure on the evaluation images, and whether the classes differ in it at all.</summary>
internal sealed record DatasetInspection(DatasetManifest Manifest, IReadOnlyList<string> Features, IReadOnlyList<ClassFeatures> Classes, IReadOnlyList<ClassPair> Pairs)
{
    // Enough for a p-value of a thousandth; the test's cost grows with the square.
    private const int MostImages = 150;

    public static DatasetInspection Of(Dataset dataset, CancellationToken cancellationToken)
    {
        var (set, manifest) = (dataset.Evaluation, dataset.Manifest);
        var (size, count) = (set.Pixels * set.Pixels, manifest.Classes.Count);
        var vectors = manifest.Classes.Select((_, c) => Enumerable.Range(0, Math.Min(MostImages, set.Count / count))
            .Select(i => (i * count) + c)
            .AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(i => SliceFeatures.Of(set.Images.AsSpan(i * size, size), set.Pixels, manifest.PixelSizeNm)).ToArray()).ToArray();
        var pairs = new List<ClassPair>();
        for (var a = 0; a < count; a++)
        {
            for (var b = a + 1; b < count && vectors[a].Length > 1; b++)
            {
                var (energy, p) = ClassDifference.Test(vectors[a], vectors[b], seed: 1);
                pairs.Add(new ClassPair(manifest.Classes[a].Name, manifest.Classes[b].Name, energy, p));
            }
        }

        var names = SliceFeatures.Names(set.Pixels, manifest.PixelSizeNm);
        return new DatasetInspection(manifest, names, [.. manifest.Classes.Select((c, i) => ClassFeatures.Of(c, vectors[i], names.Count))], pairs);
    }

    public string Text()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"dataset   {Manifest.Digest}, every file as its digest says; made by {Manifest.Software}");
        text.AppendLine(CultureInfo.InvariantCulture, $"images    {Manifest.Train.Count} train, {Manifest.Validation.Count} validation, {Manifest.Evaluation.Count} evaluation; {Manifest.Pixels} x {Manifest.Pixels} pixels of {Manifest.PixelSizeNm:g4} nm");
        foreach (var c in Classes)
        {
            text.AppendLine().AppendLine(c.Name);
            foreach (var line in c.Provenance) text.AppendLine(CultureInfo.InvariantCulture, $"  {line}");
            for (var f = 0; f < Features.Count; f++) text.AppendLine(CultureInfo.InvariantCulture, $"  {Features[f],-46} {c.Mean[f],9:0.0000} +- {c.Deviation[f]:0.0000}");
        }

        text.AppendLine();
        if (Pairs.Count == 0) text.AppendLine("one evaluation image a class is too few to test whether the classes differ");
        foreach (var pair in Pairs)
        {
            var verdict = pair.PValue <= 0.05 ? "they differ in these features" : "these features show no difference; a network may find none either";
            text.AppendLine(CultureInfo.InvariantCulture, $"{pair.First} and {pair.Second}: energy distance {pair.Energy:0.000}, p = {pair.PValue:0.000}: {verdict}");
        }

        return text.ToString();
    }
}
