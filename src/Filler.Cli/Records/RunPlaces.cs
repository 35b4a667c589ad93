namespace Filler.Cli.Records;

/// <summary>Where a study's record, store and report lie, and the next command to type.</summary>
/// <param name="Lines">What, and where, as it can be copied.</param>
internal sealed record RunPlaces(IReadOnlyList<(string What, string Where)> Lines, string Next);
