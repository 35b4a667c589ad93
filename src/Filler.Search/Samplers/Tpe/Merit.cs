namespace Filler.Search;

/// <summary>Where a trial stands among others, finished or not: finished ones by value, then those stopped or under way, the farther the better, by their value there; then those without a value.</summary>
/// <param name="Tier">0 finished, 1 part-way, 2 runs and has told nothing, 3 no value will come.</param>
/// <param name="Behind">Of two part-way, the one with more epochs is the better.</param>
/// <param name="Cost">At the end, or where it stands.</param>
/// <param name="Trial">Ties go to the lower number.</param>
internal readonly record struct Merit(int Tier, int Behind, double Cost, Observation Trial) : IComparable<Merit>
{
    public static Merit Of(Observation trial)
    {
        var tier = TierOf(trial);
        return new Merit(tier, tier == 1 ? -trial.Curve.Count : 0, tier switch { 0 => trial.Value!.Value, 1 => trial.Curve[^1], _ => double.PositiveInfinity }, trial);
    }

    /// <summary>Whether the trial says anything of its point's worth.</summary>
    public bool IsInformed => Tier < 2;

    /// <summary>Whether it may yet tell, and has not.</summary>
    public bool IsSilent => Tier == 2;

    public int CompareTo(Merit other) =>
        Tier != other.Tier ? Tier.CompareTo(other.Tier)
        : Behind != other.Behind ? Behind.CompareTo(other.Behind)
        : !Cost.Equals(other.Cost) ? Cost.CompareTo(other.Cost)
        : Trial.Number.CompareTo(other.Trial.Number);

    private static int TierOf(Observation o) => o switch
    {
        { State: ObservationState.Complete, Value: { } value } when double.IsFinite(value) => 0,
        // A final value that is no number is the worst, whatever the curve was.
        { State: ObservationState.Failed or ObservationState.Complete } => 3,
        { Curve.Count: > 0 } when double.IsFinite(o.Curve[^1]) => 1,
        { State: ObservationState.Running } => 2,
        _ => 3,
    };
}
