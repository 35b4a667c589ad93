using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>Trials by configuration. Each configuration is summed up once, until one of its trials changes.</summary>
internal sealed class Configurations
{
    private readonly string metric;
    private readonly SortedDictionary<int, Configuration> configurations = [];

    public Configurations(string metric, IEnumerable<Trial> records)
    {
        this.metric = metric;
        foreach (var record in records) Replace(null, record);
    }

    /// <param name="before">Null: the record is new.</param>
    public void Replace(Trial? before, Trial after)
    {
        if (before is not null && configurations.TryGetValue(before.Spec.Configuration, out var old)) old.Remove(before);
        if (!configurations.TryGetValue(after.Spec.Configuration, out var configuration)) configurations.Add(after.Spec.Configuration, configuration = new Configuration());
        configuration.Add(after);
    }

    /// <summary>
    /// The best lower bound of the mean (<see cref="RobustRanking"/>) among those whose repeats have all ended; where there are none of those, among all that
    /// have come through once. Null: none has.
    /// </summary>
    /// <param name="repeats">How many trials a configuration is to have.</param>
    public ConfigurationRank? Best(int repeats)
    {
        List<Candidate> candidates = [.. configurations.Where(c => c.Value.Succeeded.Count > 0).Select(c => c.Value.CandidateOf(c.Key, metric))];
        if (RobustRanking.Best(candidates, c => configurations[c.Number].IsComplete(repeats)) is not { } best) return null;
        var configuration = configurations[best.Candidate.Number];
        return new ConfigurationRank(
            best.Candidate.Number, configuration.Succeeded, configuration.IsComplete(repeats), Metrics.FromCost(metric, best.Mean), best.Spread, Metrics.FromCost(metric, best.Bound));
    }

    private sealed class Configuration
    {
        private readonly SortedDictionary<int, Trial> trials = [];
        private List<Trial>? succeeded;
        private Candidate? candidate;
        private int ended;

        /// <summary>By number.</summary>
        public List<Trial> Succeeded => succeeded ??= [.. trials.Values.Where(t => t.Status is { Phase: TrialPhase.Succeeded, Result: not null })];

        public bool IsComplete(int repeats) => trials.Count >= repeats && ended == trials.Count;

        public void Add(Trial trial)
        {
            trials.Add(trial.Spec.Number, trial);
            Count(trial, 1);
        }

        public void Remove(Trial trial)
        {
            trials.Remove(trial.Spec.Number);
            Count(trial, -1);
        }

        public Candidate CandidateOf(int number, string metric) => candidate ??= new Candidate(
            number,
            [.. Succeeded.Select(t => BestSelection.Cost(metric, t.Status.Result!.ValidationMetric))],
            trials.Values.Count(t => t.Status.Phase == TrialPhase.Failed));

        private void Count(Trial trial, int change)
        {
            if (TrialStanding.IsFinal(trial.Status.Phase)) ended += change;
            (succeeded, candidate) = (null, null);
        }
    }
}
