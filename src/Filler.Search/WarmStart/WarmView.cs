namespace Filler.Search;

/// <summary>A study's own trials behind those of earlier studies. It follows the own ones trial by trial, and asks the earlier studies anew only after news.</summary>
internal sealed class WarmView : ISummary
{
    private readonly List<EarlierStudy> studies;
    private readonly TrialHistory shown;
    private readonly SortedColumn<double> finished;
    private int earlier;
    private bool news = true;

    /// <param name="own">This study's trials.</param>
    public WarmView(List<EarlierStudy> studies, IReadOnlyList<Observation> own)
    {
        this.studies = studies;
        shown = new TrialHistory(own);
        finished = new SortedColumn<double>(own.Where(EarlierStudy.IsFinished).Select(o => o.Value!.Value));
    }

    /// <param name="own">As the view has followed them.</param>
    public TrialHistory Shown(IReadOnlyList<Observation> own)
    {
        if (!news) return shown;
        news = false;
        var best = finished.Count > 0 ? finished[0] : double.NaN;
        List<Observation> trials = [.. studies.SelectMany(s => s.Shown(own, best))];
        trials = WarmHistory.Thinned(trials, Math.Min(trials.Count, WarmHistory.Most));
        for (var number = -earlier; number < 0; number++) shown.Remove(number);
        earlier = trials.Count;
        for (var i = 0; i < earlier; i++) shown.Put(trials[i] with { Number = i - earlier });
        return shown;
    }

    public void Replace(Observation? before, Observation? after)
    {
        if (after is not null) shown.Put(after);
        else shown.Remove(before!.Number);
        var best = finished.Count > 0 ? finished[0] : double.NaN;
        if (before is not null && EarlierStudy.IsFinished(before)) finished.Remove(before.Value!.Value);
        if (after is not null && EarlierStudy.IsFinished(after)) finished.Add(after.Value!.Value);
        news |= studies.Exists(s => s.Discounted) && (IsJudge(before) || IsJudge(after) || !best.Equals(finished.Count > 0 ? finished[0] : double.NaN));
    }

    private static bool IsJudge(Observation? trial) => trial?.Number < EarlierStudy.Judges && (trial.State == ObservationState.Failed || Ranking.IsInformed(trial));
}
