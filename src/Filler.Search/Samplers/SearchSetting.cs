namespace Filler.Search;

/// <summary>What a sampler may know of the study beside its space and history.</summary>
/// <param name="Seed">One value for the whole study.</param>
/// <param name="Trials">How many trials the study may have, at most; null: not known.</param>
/// <param name="Parallel">How many of them run at once.</param>
public sealed record SearchSetting(ulong Seed = 1, long? Trials = null, int Parallel = 1);
