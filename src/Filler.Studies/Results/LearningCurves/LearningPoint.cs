namespace Filler.Studies;

/// <summary>One number of training images and what networks trained on as many told right.</summary>
/// <param name="Images">Training images per class, at least 1.</param>
/// <param name="Correct">Evaluation images told right, one count for each repeat, all on the same images.</param>
/// <param name="Total">Evaluation images, at least 1.</param>
public sealed record LearningPoint(int Images, IReadOnlyList<int> Correct, int Total)
{
    /// <summary>Share told right, the mean over the repeats.</summary>
    public double Accuracy => Correct.Average() / Total;

    /// <summary>Variance of <see cref="Accuracy"/>: the choice of evaluation images, and the luck of the first weights where repeats show it.</summary>
    public double Variance
    {
        get
        {
            // One more right and one more wrong than seen: all or none told right is no certainty.
            var share = ((Accuracy * Total) + 1) / (Total + 2.0);
            var images = share * (1 - share) / Total;
            if (Correct.Count == 1) return images;
            var luck = Correct.Sum(c => Math.Pow(((double)c / Total) - Accuracy, 2)) / (Correct.Count - 1);
            return images + (luck / Correct.Count);
        }
    }
}
