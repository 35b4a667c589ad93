using Filler.Search;

namespace Filler.Studies.Tests.Simulation;

/// <summary>Plain asynchronous successive halving with rungs at 1, 3, 9, … epochs and one in three promoted.</summary>
internal sealed class RungPruner : IPruner
{
    public IReadOnlyList<Verdict> Judge(IReadOnlyList<Observation> history, int maxEpochs)
    {
        var verdicts = new Dictionary<int, Verdict>();
        for (var rung = 1; rung < maxEpochs; rung *= 3)
        {
            var here = history.Where(o => o.Curve.Count >= rung).OrderBy(o => o.Curve[rung - 1]).ThenBy(o => o.Number).ToList();
            var promoted = here.Take(here.Count / 3).Select(o => o.Number).ToHashSet();
            foreach (var trial in here.Where(o => o.Curve.Count < rung * 3))
            {
                if (trial.State == ObservationState.Running && !promoted.Contains(trial.Number)) verdicts[trial.Number] = new Verdict(trial.Number, VerdictAction.Pause, $"rung {rung}");
                if (trial.State == ObservationState.Paused && promoted.Contains(trial.Number)) verdicts[trial.Number] = new Verdict(trial.Number, VerdictAction.Resume, $"rung {rung}");
            }
        }

        return verdicts.Values.OrderBy(v => v.Number).ToList();
    }
}

/// <summary>Says what a test makes it say.</summary>
internal sealed class FixedPruner(params Verdict[] verdicts) : IPruner
{
    public IReadOnlyList<Verdict> Judge(IReadOnlyList<Observation> history, int maxEpochs) => verdicts;
}
