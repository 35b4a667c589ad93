namespace Filler.Operator.Studies;

/// <summary>An attempt whose images lie in the store.</summary>
/// <param name="Number">The trial's.</param>
/// <param name="Digest">The dataset's name in the store.</param>
internal sealed record ReadyAttempt(int Number, int Attempt, string Digest);
