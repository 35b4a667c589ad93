namespace Filler.Search;

/// <summary>Chooses among the samplers by the space, the budget and the parallelism, anew at every proposal, and says so in the proposal's explanation.</summary>
/// <remarks>
/// On every problem of <c>bench/search</c> with up to some hundred trials the Gaussian process is the best of them, noisy or not, serial or parallel: the rules
/// are about where it cannot be used.
/// </remarks>
public sealed class AutoSampler : ISampler
{
    // Measured: with 200 parameters, or 30 choices among 12 values, a proposal takes up to half a second, and regret is still half of the others' and less.
    private const int MostDimensions = 400;
    private const int MostTrials = 1000;
    private const int MostParallel = 100;
    private readonly GridSampler? grid;
    private readonly GpSampler gp;
    private readonly TpeSampler tpe = new();
    private readonly string? against;

    public AutoSampler(SearchSpace space, SearchSetting setting)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(setting);
        if (space.Cardinality is { } points && points <= (setting.Trials ?? 1)) grid = new GridSampler(space);
        gp = new GpSampler(setting);
        var dimensions = new SpaceCube(space).Dimensions;
        against = dimensions > MostDimensions ? $"{dimensions} dimensions"
            : setting.Parallel > MostParallel ? $"{setting.Parallel} trials at once"
            : null;
    }

    public Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        if (grid is not null) return Because(grid.Propose(space, history, seed), $"all {space.Cardinality} combinations fit the budget");
        if (against is not null) return Because(tpe.Propose(space, history, seed), $"{against} are too many for gp");
        if (history.Count > MostTrials) return Because(tpe.Propose(space, history, seed), $"{history.Count} trials are too many for gp");
        return Because(gp.Propose(space, history, seed), "the most sample-efficient here");
    }

    private static Proposal? Because(Proposal? proposal, string reason) => proposal is null ? null : proposal with { Explanation = $"auto ({reason}): {proposal.Explanation}" };
}
