using Filler.Api;
using Filler.Cli.Screens;

namespace Filler.Cli.Cluster;

/// <summary>Follows a study in a cluster until it ends.</summary>
internal sealed class ClusterWatch(ClusterStudies studies, IRunScreen screen, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly HashSet<int> settled = [];
    private string[] troubles = [];
    private bool first = true;

    /// <returns>The study and its trials at its end.</returns>
    public async Task<(Study Study, IReadOnlyList<Trial> Trials)> FollowAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            var study = await studies.ReadAsync(name, cancellationToken);
            var trials = await studies.TrialsAsync(study, cancellationToken);
            Note(study, trials);
            Warn(study);
            screen.Show(ClusterView.Of(study, trials, time.GetUtcNow()));
            if (StudyState.Of(study) != StudyState.Unfinished) return (study, trials);
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    // Each when it begins or its words change.
    private void Warn(Study study)
    {
        var now = StudyTrouble.Of(study, time.GetUtcNow()).ToArray();
        foreach (var trouble in now.Where(t => !troubles.Contains(t))) screen.Note(trouble);
        troubles = now;
    }

    // What had ended before the watch began is in the counts, not news.
    private void Note(Study study, IReadOnlyList<Trial> trials)
    {
        foreach (var trial in trials.Where(t => t.Status.Phase is TrialPhase.Succeeded or TrialPhase.Pruned or TrialPhase.Failed && settled.Add(t.Spec.Number)))
        {
            if (!first) screen.Note(TrialNote.Settled(study, trial));
        }

        first = false;
    }
}
