namespace Filler.Search;

/// <summary>What a candidate's draws amount to.</summary>
/// <param name="Mean">Of the draws that came through; NaN where none did.</param>
/// <param name="Spread">Their sample standard deviation; null for fewer than two.</param>
/// <param name="Bound">With 95 % confidence the expected cost is no higher; infinite where no draw came through.</param>
public sealed record Standing(Candidate Candidate, double Mean, double? Spread, double Bound);
