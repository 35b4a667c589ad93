namespace Filler.Search;

/// <summary>
/// One ask-tell run: keeps the history, and decides after every tell what to ask. With a fidelity, a trial is trained rung by rung: promotions that the
/// pruner grants come before new trials, and are paid only the epochs that are missing.
/// </summary>
public sealed class AskTellSession
{
    private readonly AskTellProblem problem;
    private readonly ISampler sampler;
    private readonly IRungPruner pruner;
    private readonly TrialHistory history = new([]);
    private readonly Dictionary<int, (int Trial, int Fidelity)> outstanding = [];
    private readonly int before;
    private long spent;
    private int asked;
    private bool exhausted, done;

    /// <param name="earlier">Observations made before the start: they cost nothing, and are not trained on.</param>
    /// <exception cref="ArgumentException">No sampler or pruner has the name.</exception>
    /// <exception cref="SearchSpaceException">The sampler cannot search the space.</exception>
    public AskTellSession(AskTellProblem problem, IReadOnlyList<(IReadOnlyDictionary<string, ParameterValue> Parameters, double? Value, int? Fidelity)> earlier)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(earlier);
        this.problem = problem;
        MaxEpochs = problem.Fidelity?.Max ?? 1;
        var trials = problem.Budget / MaxEpochs;
        sampler = SamplerFactory.Create(problem.Sampler, problem.Space, new SearchSetting(problem.Seed, problem.Fidelity is null ? trials : null, problem.Parallel));
        pruner = problem.Fidelity is not { } fidelity ? new NoPruner()
            : PrunerFactory.Create(problem.Pruner, fidelity.Reduction, fidelity.Min) as IRungPruner
            ?? throw new ArgumentException($"pruner '{problem.Pruner}' judges at every epoch, and a tell comes only at rungs; use one of none, asha, hyperband", nameof(problem));
        foreach (var (parameters, value, epochs) in earlier)
        {
            var blank = new Observation(history.Count, parameters, ObservationState.Running, [], null);
            var told = Told(blank, epochs ?? MaxEpochs, value);
            // Nobody keeps its checkpoint, so it cannot be promoted.
            history.Put(told.State == ObservationState.Paused ? told with { State = ObservationState.Pruned } : told);
        }

        before = history.Count;
    }

    private int MaxEpochs { get; }

    /// <summary>Asks until as many are outstanding as may be; then nothing, or that there is nothing to ask.</summary>
    public IEnumerable<AskTellMove> Next()
    {
        while (outstanding.Count < problem.Parallel)
        {
            if ((Promotion() ?? NewTrial()) is { } ask)
            {
                yield return ask;
                continue;
            }

            // Where something is outstanding it may yet earn a promotion, or leave a point free.
            var over = outstanding.Count == 0 || spent >= problem.Budget || (exhausted && problem.Fidelity is null);
            if (!over) yield return new AskTellMove.Wait();
            else if (!done) yield return new AskTellMove.Done();
            done |= over;
            yield break;
        }
    }

    /// <param name="id">Of an outstanding ask.</param>
    /// <param name="value">Null where the evaluation failed.</param>
    /// <exception cref="ArgumentException">No such ask is outstanding.</exception>
    public void Tell(int id, double? value)
    {
        if (!outstanding.Remove(id, out var ask)) throw new ArgumentException($"ask {id} is not outstanding", nameof(id));
        history.Put(Told(history[ask.Trial], ask.Fidelity, value));
    }

    private AskTellMove.Ask? Promotion()
    {
        if (problem.Fidelity is null) return null;
        foreach (var verdict in pruner.Judge(history, MaxEpochs).Where(v => v.Action == VerdictAction.Resume))
        {
            var trial = history[verdict.Number];
            var rung = pruner.NextRung(verdict.Number, trial.Curve.Count, MaxEpochs);
            if (spent + rung - trial.Curve.Count > problem.Budget) continue;
            return Ask(trial, rung, verdict.Reason);
        }

        return null;
    }

    private AskTellMove.Ask? NewTrial()
    {
        if (exhausted) return null;
        var number = history.Count;
        var rung = problem.Fidelity is null ? 1 : pruner.NextRung(number, 0, MaxEpochs);
        if (spent + rung > problem.Budget) return null;
        if (sampler.Propose(problem.Space, history, unchecked((problem.Seed * 0x9E3779B97F4A7C15UL) + (ulong)number)) is not { } proposal)
        {
            exhausted = true;
            return null;
        }

        history.Put(new Observation(number, proposal.Parameters, ObservationState.Running, [], null));
        return Ask(history[^1], rung, proposal.Explanation);
    }

    private AskTellMove.Ask Ask(Observation trial, int rung, string explanation)
    {
        spent += rung - trial.Curve.Count;
        history.Put(trial with { State = ObservationState.Running });
        outstanding[++asked] = (trial.Number, rung);
        return new AskTellMove.Ask(asked, trial.Parameters, problem.Fidelity is null ? null : rung, problem.Fidelity is null ? null : trial.Number - before + 1, explanation);
    }

    private Observation Told(Observation trial, int epochs, double? value)
    {
        if (value is not { } known || double.IsNaN(known)) return trial with { State = ObservationState.Failed };
        // Between two rungs nothing was told.
        double[] curve = [.. trial.Curve, .. Enumerable.Repeat(double.NaN, Math.Max(0, epochs - trial.Curve.Count - 1)), known];
        return epochs >= MaxEpochs
            ? trial with { State = ObservationState.Complete, Curve = curve, Value = known }
            : trial with { State = ObservationState.Paused, Curve = curve };
    }
}
