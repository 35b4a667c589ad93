using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Slices;

namespace Filler.Datasets;

/// <summary>A dataset section with every default filled in and every input file found: what the images follow from, and nothing else.</summary>
public sealed class DatasetRecipe
{
    // Part of every digest: raise it when equal recipes begin to make other images (a slicer or a generator changed).
    private const int Generation = 3;

    private DatasetRecipe(DatasetSpec spec, IReadOnlyDictionary<int, InputFile> files, JsonObject document)
    {
        Spec = spec;
        Files = files;
        Json = CanonicalJson.Write(document);
        Digest = CanonicalJson.Digest(document);
    }

    /// <summary>The section with boxes and presets filled in.</summary>
    public DatasetSpec Spec { get; }

    /// <summary>Input files by class index.</summary>
    public IReadOnlyDictionary<int, InputFile> Files { get; }

    /// <summary>The canonical recipe; paths of files are replaced by what the files hold.</summary>
    public string Json { get; }

    /// <summary>SHA-256 of <see cref="Json"/>, 64 hexadecimal digits: the dataset's name in the store.</summary>
    public string Digest { get; }

    /// <param name="dataset">The section after defaults and a trial's parameters.</param>
    /// <param name="baseFolder">The manifest's folder.</param>
    /// <exception cref="DatasetException">A file is missing, a class has no structure, or the field of view does not fit into a box.</exception>
    public static DatasetRecipe From(DatasetSpec dataset, string baseFolder)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentException.ThrowIfNullOrEmpty(baseFolder);
        CheckClasses(dataset);
        var spec = dataset with { Classes = [.. dataset.Classes.Select((c, i) => Filled(c, i, dataset.Slices.FieldOfViewNm))] };
        var files = new Dictionary<int, InputFile>();
        var document = ImagesFollowFrom(spec);
        for (var c = 0; c < spec.Classes.Count; c++)
        {
            CheckBox(spec, c);
            if (spec.Classes[c].Structure.MeasuredFile() is not { } value) continue;
            files[c] = InputFile.Open($"{StructurePath(spec, c)}.file", value, baseFolder, manyFiles: spec.Classes[c].Structure.Volume is not null);
            document["classes"]![c]!["structure"]![spec.Classes[c].Structure.Kind()!]!["file"] = $"sha256:{files[c].Sha256}";
        }

        document["generation"] = Generation;
        // Other fits make other images, but only of the classes that are fitted.
        if (spec.Classes.Any(c => c.Structure.Scattering is not null)) document["fitGeneration"] = ScatteringCache.Generation;
        return new DatasetRecipe(spec, files, document);
    }

    /// <summary>The fields of a section that its images follow from.</summary>
    public static JsonObject ImagesFollowFrom(DatasetSpec dataset)
    {
        var document = CanonicalJson.ObjectOf(dataset);
        // It decides whether images are made, never which.
        document.Remove("independentImages");
        // Nor are targets anything to the images.
        foreach (var c in document["classes"]!.AsArray()) c!.AsObject().Remove("target");
        return document;
    }

    /// <summary>The manifest's path of a class's structure, e.g. <c>spec.dataset.classes[0].structure.random</c>.</summary>
    internal static string StructurePath(DatasetSpec spec, int classIndex) =>
        $"spec.dataset.classes[{classIndex}].structure.{spec.Classes[classIndex].Structure.Kind()}";

    internal SliceFrame Frame => new(
        Spec.Slices.FieldOfViewNm, Spec.Slices.Pixels, Spec.Slices.ThicknessNm, Enum.Parse<PlaneOrientation>(Spec.Slices.Orientation, ignoreCase: true));

    internal Interpolation Interpolation => Enum.Parse<Interpolation>(Spec.Slices.Interpolation, ignoreCase: true);

    private static void CheckClasses(DatasetSpec dataset)
    {
        // A label is one byte.
        if (dataset.Classes.Count is < 1 or > 255)
            throw new DatasetException("spec.dataset.classes", $"{dataset.Classes.Count} classes", "give 1 to 255 classes");
        for (var c = 0; c < dataset.Classes.Count; c++)
        {
            var name = dataset.Classes[c].Name;
            if (dataset.Classes.Take(c).Any(other => other.Name == name))
                throw new DatasetException(
                    $"spec.dataset.classes[{c}].name", $"'{name}' is the name of another class too", "give each class a name of its own");
            if (dataset.Classes[c].Structure.Kind() is null)
                throw new DatasetException(
                    $"spec.dataset.classes[{c}].structure", "none or several sources are set",
                    "set exactly one of random, aggregates, scattering, particles, volume");
        }

        foreach (var split in SplitKinds.All)
        {
            if (dataset.ImagesPerClass.Of(split) < 1)
                throw new DatasetException(
                    $"spec.dataset.imagesPerClass.{split.Word()}", $"{dataset.ImagesPerClass.Of(split)} images", "ask for at least 1");
            if (dataset.Realisations.Of(split) < 1)
                throw new DatasetException(
                    $"spec.dataset.realisations.{split.Word()}", $"{dataset.Realisations.Of(split)} structures", "ask for at least 1");
        }
    }

    private static void CheckBox(DatasetSpec spec, int classIndex)
    {
        var structure = spec.Classes[classIndex].Structure;
        var box = structure.Random?.BoxNm ?? structure.Aggregates?.BoxNm ?? structure.Particles?.BoxNm;
        var needed = Math.Max(spec.Slices.FieldOfViewNm, spec.Slices.ThicknessNm);
        if (box < needed)
        {
            throw new DatasetException(
                $"{StructurePath(spec, classIndex)}.boxNm",
                $"{box:g6} nm is smaller than the section of spec.dataset.slices: "
                + $"field {spec.Slices.FieldOfViewNm:g6} nm, thickness {spec.Slices.ThicknessNm:g6} nm",
                $"use a box of at least {needed:g6} nm, better {DatasetSharing.BoxPerField * needed:g6}, or a smaller section");
        }
    }

    private static ClassSpec Filled(ClassSpec c, int index, double fieldNm)
    {
        var boxed = DatasetSharing.WithBox(c, fieldNm);
        if (boxed.Structure.Aggregates is not { } aggregates) return boxed;
        try
        {
            return boxed with { Structure = boxed.Structure with { Aggregates = AggregateSection.Filled(aggregates) } };
        }
        catch (ArgumentException e)
        {
            throw new DatasetException(
                $"spec.dataset.classes[{index}].structure.aggregates.preset", $"'{aggregates.Preset}' is unknown", "use endModifiedSbr or nonModifiedSbr", e);
        }
    }
}
