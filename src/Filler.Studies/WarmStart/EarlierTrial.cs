using Filler.Api;

namespace Filler.Studies;

/// <summary>A trial of an earlier study as a point of this study's space; a plain fact that an executor keeps beside the trials' records.</summary>
/// <param name="Study">Its study's name.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Parameters">This study's searched fields, as that trial had them.</param>
/// <param name="Epochs">Its figures on its validation images.</param>
/// <param name="Failed">It cannot be trained: diverged, or impossible.</param>
/// <param name="Discount">Why it was not quite this problem; null: it was.</param>
public sealed record EarlierTrial(string Study, int Number, Parameters Parameters, IReadOnlyList<EpochRecord> Epochs, bool Failed, string? Discount);
