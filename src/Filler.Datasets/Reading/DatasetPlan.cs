using Filler.Api;

namespace Filler.Datasets;

/// <summary>One dataset for many trials: where the number of images is searched, the largest is built and a trial takes the first images of
/// it.</summary>
public static class DatasetPlan
{
    /// <summary>The dataset section to build for a trial: as many images, and as large a box, as any trial of the study asks for.</summary>
    /// <remarks>Boxes follow the study's largest field, so that trials at different fields look at the same structures.</remarks>
    /// <param name="trialDataset">The study's section with the trial's parameters filled in.</param>
    public static DatasetSpec StoredRecipe(DatasetSpec trialDataset, StudySpec study) => DatasetSharing.StoredRecipe(trialDataset, study);

    /// <summary>The trial's own images out of the stored ones.</summary>
    /// <exception cref="ArgumentException">The stored dataset has fewer images than the trial asks for.</exception>
    public static Dataset Subset(DatasetSpec trialDataset, Dataset stored)
    {
        ArgumentNullException.ThrowIfNull(trialDataset);
        ArgumentNullException.ThrowIfNull(stored);
        var classes = stored.Manifest.Classes.Count;
        return stored with
        {
            Train = Take(stored.Train, SplitKind.Train),
            Validation = Take(stored.Validation, SplitKind.Validation),
            Evaluation = Take(stored.Evaluation, SplitKind.Evaluation),
        };

        Slices.ImageSet Take(Slices.ImageSet images, SplitKind split)
        {
            var count = trialDataset.ImagesPerClass.Of(split) * classes;
            return count <= images.Count
                ? images.Take(count)
                : throw new ArgumentException(
                    $"the dataset holds {images.Count / classes} {split.Word()} images per class, the trial asks for {count / classes}");
        }
    }
}
