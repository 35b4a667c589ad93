namespace Filler.Studies;

/// <summary>What an earlier study has to say to this one.</summary>
/// <param name="Trials">At points of this study's space.</param>
/// <param name="LeftOut">The others, by number, and why.</param>
public sealed record EarlierTrials(IReadOnlyList<EarlierTrial> Trials, IReadOnlyDictionary<int, string> LeftOut);
