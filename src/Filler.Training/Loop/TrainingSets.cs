using Filler.Slices;

namespace Filler.Training;

/// <summary>The images of one trial: train on the first, choose by the second, count on the third.</summary>
/// <param name="Classes">Number of classes; labels are below it.</param>
/// <param name="Targets">For a regression, the number to predict for each class, not all equal; null for other tasks.</param>
public sealed record TrainingSets(ImageSet Train, ImageSet Validation, ImageSet Evaluation, int Classes, IReadOnlyList<double>? Targets = null)
{
    /// <summary>For a super-resolution, how its input is made from the images, which are the truth; null for other tasks.</summary>
    public CoarseSections? Coarse { get; init; }

    /// <summary>The classes' names, for whoever reads the weights; null: not known.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Numbers that a network must give: one for each class, the one of a regression, or one for each pixel.</summary>
    public int Outputs => Targets is null && Coarse is null ? Classes : 1;

    /// <exception cref="ArgumentException">Counts, sizes or labels do not fit together.</exception>
    public void Check()
    {
        if (Targets is not null && (Targets.Count != Classes || Targets.Distinct().Count() < 2 || !Targets.All(double.IsFinite)))
            throw new ArgumentException($"a regression needs a finite target for each of {Classes} classes, at least two of them different");
        if (Coarse is { } coarse && (coarse.Factor < 2 || Train.Pixels % coarse.Factor != 0 || Train.Pixels < StructuralSimilarity.Window))
            throw new ArgumentException($"images of {Train.Pixels} pixels cannot be made coarse {coarse.Factor} times: the factor is at least 2 and divides the pixels, which are at least {StructuralSimilarity.Window}");
        foreach (var (name, set) in new[] { ("train", Train), ("validation", Validation), ("evaluation", Evaluation) })
        {
            if (set.Count == 0) throw new ArgumentException($"the {name} split has no images");
            if (set.Images.Length != (long)set.Count * set.Pixels * set.Pixels)
                throw new ArgumentException($"the {name} split has {set.Images.Length} bytes for {set.Count} images of {set.Pixels} × {set.Pixels}");
            if (set.Labels.Length != set.Count) throw new ArgumentException($"the {name} split has {set.Labels.Length} labels for {set.Count} images");
            if (set.Pixels != Train.Pixels) throw new ArgumentException($"the {name} split has {set.Pixels} pixels, train has {Train.Pixels}");
            if (set.Labels.Max() is var label && label >= Classes) throw new ArgumentException($"the {name} split has label {label}; there are {Classes} classes");
        }
    }
}
