namespace Filler.Search;

/// <summary>
/// Keeps every discrete parameter moving: where the distribution has shrunk inside one value's cell, a neighbour is drawn with the probability that CMA-ES
/// with margin leaves it, 1/(λ n) (Hamano et al., arXiv 2205.13482, section 4); without it a whole number is stuck for ever.
/// </summary>
internal static class Margin
{
    /// <param name="drawn">The parameter's coordinates of one draw; changed where the margin says so.</param>
    /// <param name="start">Where they stand in the state's vectors.</param>
    /// <param name="parameters">n: number of parameters of the space.</param>
    public static void Keep(Parameter parameter, Span<double> drawn, CmaState state, int start, int parameters, SeededRandom random)
    {
        if (Domain.Count(parameter) is not { } count || count < 2) return;
        var least = 1.0 / (state.Population * parameters);
        if (drawn.Length > 1)
        {
            // A choice: as likely to jump as the least probable of its values should be.
            if (random.NextDouble() < least) drawn[(int)random.NextLong(drawn.Length)] = 2;
            return;
        }

        var value = UnitCube.FromUnit(parameter, state.Mean[start]);
        var (low, high) = UnitCube.Cell(parameter, value)!.Value;
        if (drawn[0] < low || drawn[0] > high) return;
        var deviation = Math.Max(state.Deviation(start), 1e-12);
        var (below, above) = (Normal.Cumulative((low - state.Mean[start]) / deviation), Normal.Cumulative((state.Mean[start] - high) / deviation));
        // What is missing to the margin, of the draws that stayed.
        var missing = Math.Max(0, (2 * least) - below - above) / Math.Max(1 - below - above, 1e-12);
        if (random.NextDouble() >= missing) return;
        var up = low <= 0 || (high < 1 && random.NextDouble() < 0.5);
        drawn[0] = Math.Clamp(up ? Math.BitIncrement(high) : Math.BitDecrement(low), 0, 1);
    }
}
