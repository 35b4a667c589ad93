using Filler.Api;

namespace Filler.Studies;

/// <summary>One configuration with all its repeats, as the ranking sees it.</summary>
/// <param name="Configuration">Number of its first trial.</param>
/// <param name="Succeeded">Its trained and evaluated trials, by number; at least one.</param>
/// <param name="Complete">All its repeats have ended, so the mean will not move any more.</param>
/// <param name="Mean">Mean of the objective on the validation images over <paramref name="Succeeded"/>.</param>
/// <param name="Spread">Sample standard deviation; null for one trial.</param>
/// <param name="Bound">In the objective's own sense: with 95 % confidence the expected value is no worse. The mean, where no noise is known.</param>
internal sealed record ConfigurationRank(int Configuration, IReadOnlyList<Trial> Succeeded, bool Complete, double Mean, double? Spread, double Bound);
