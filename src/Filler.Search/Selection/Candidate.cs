namespace Filler.Search;

/// <summary>A configuration with all its draws: the same training with several seeds.</summary>
/// <param name="Number">Its name; ties go to the lower one.</param>
/// <param name="Costs">Of the draws that came through; smaller is better. What is not finite counts as a failure.</param>
/// <param name="Failures">Draws that never came to a value.</param>
public sealed record Candidate(int Number, IReadOnlyList<double> Costs, int Failures = 0)
{
    private Draws? finite;

    /// <summary>Those that are numbers, summed up once: a ranking of thousands asks again after each change of one.</summary>
    internal Draws Finite => finite ??= new Draws([.. Costs.Where(double.IsFinite).Order()]);
}
