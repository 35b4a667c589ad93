using Filler.Api;

namespace Filler.Studies;

/// <summary>Repeats are to be draws of their own: a result that another repeat of the configuration has is no second draw.</summary>
public static class RepeatDraws
{
    /// <summary>Seeds behind the other trials of a trial's configuration, of their own training or of the result that they took over.</summary>
    public static IReadOnlySet<long> SeedsOfOthers(Trial trial, IEnumerable<Trial> all)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return all.Where(t => t.Spec.Configuration == trial.Spec.Configuration && t.Spec.Number != trial.Spec.Number).Select(t => t.Status.ReusedFrom?.Seed ?? t.Spec.Seed).ToHashSet();
    }
}
