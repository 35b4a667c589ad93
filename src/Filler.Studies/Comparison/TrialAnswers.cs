namespace Filler.Studies;

/// <summary>One trial's answers on the evaluation images.</summary>
/// <param name="Images">Digest of the images; only answers to equal images are compared.</param>
/// <param name="Predictions">The class told for each image.</param>
/// <param name="Labels">The true one.</param>
public sealed record TrialAnswers(int Trial, string Images, byte[] Predictions, byte[] Labels);
