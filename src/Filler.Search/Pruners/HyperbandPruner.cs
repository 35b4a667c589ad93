namespace Filler.Search;

/// <summary>
/// Hyperband without generations (Li et al., JMLR 18, 2018; asynchronous as in arXiv 1810.05934, section 3.3): every trial belongs to a bracket by its
/// number, and each bracket is an <see cref="AshaPruner"/> of its own, from the most eager one to one that trains every trial to the end.
/// </summary>
/// <remarks>Where an early value misleads, the late brackets find out; where it does not, most trials are in the eager one.</remarks>
public sealed class HyperbandPruner : IRungPruner
{
    private readonly int reduction;
    private readonly int minEpochs;
    private readonly CostText costs;

    /// <param name="reduction">η ≥ 2.</param>
    /// <param name="minEpochs">r ≥ 1, the first rung of the most eager bracket.</param>
    /// <param name="costs">For the verdicts' reasons; null: costs as they are.</param>
    public HyperbandPruner(int reduction, int minEpochs, CostText? costs = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reduction, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(minEpochs, 1);
        (this.reduction, this.minEpochs, this.costs) = (reduction, minEpochs, costs ?? CostText.Plain);
    }

    public IReadOnlyList<Verdict> Judge(IReadOnlyList<Observation> history, int maxEpochs)
    {
        ArgumentNullException.ThrowIfNull(history);
        var first = FirstRungs(maxEpochs);
        var halvings = first.Select(f => new AshaPruner(reduction, f, costs)).ToList();
        var table = TrialHistory.SummaryOf(history, (reduction, minEpochs, maxEpochs), h => new BracketTable([.. halvings.Select(p => p.Rungs(maxEpochs).ToList())], n => BracketOf(n, first.Count), h));
        return [.. halvings.SelectMany((p, b) => p.Judge(table[b]).Select(v => v with { Reason = $"hyperband, bracket from epoch {first[b]}: {v.Reason}" }))];
    }

    public int NextRung(int number, int epochs, int maxEpochs)
    {
        var first = FirstRungs(maxEpochs);
        return new AshaPruner(reduction, first[BracketOf(number, first.Count)]).NextRung(number, epochs, maxEpochs);
    }

    /// <summary>The bracket of a trial, 0 the most eager. In every run of trials bracket b has the share that Hyperband gives it, (s+1)/(s−b+1) η^(s−b).</summary>
    internal int BracketOf(int number, int brackets)
    {
        var weights = Enumerable.Range(0, brackets).Select(b => (double)brackets / (brackets - b) * Math.Pow(reduction, brackets - 1 - b)).ToArray();
        // Van der Corput's sequence spreads the brackets evenly over the numbers.
        var (place, digit) = (0.0, 0.5);
        for (var rest = number; rest > 0; rest /= 2, digit /= 2) place += (rest % 2) * digit;
        place *= weights.Sum();
        for (var b = 0; b < brackets - 1; b++)
        {
            if (place < weights[b]) return b;
            place -= weights[b];
        }

        return brackets - 1;
    }

    // One bracket a rung, and a last one that never stops a trial.
    private List<int> FirstRungs(int maxEpochs)
    {
        var first = new List<int>();
        for (long rung = minEpochs; rung < maxEpochs; rung *= reduction) first.Add((int)rung);
        first.Add(maxEpochs);
        return first;
    }
}
