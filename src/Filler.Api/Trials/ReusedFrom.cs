namespace Filler.Api;

/// <summary>The trial whose result another one took over instead of being trained.</summary>
/// <param name="Study">Name of its study.</param>
/// <param name="StudyUid">Two studies may have one name.</param>
/// <param name="Trial">Its number there.</param>
/// <param name="Seed">Of its weights and order of images: no two repeats of a configuration take over one draw.</param>
public sealed record ReusedFrom(string Study, string StudyUid, int Trial, long Seed);
