namespace Filler.Search;

/// <summary>A trial of an earlier study at a point of this study's space.</summary>
/// <param name="Study">Trials of one name are comparable with each other.</param>
/// <param name="Trial">Its number is that of its own study.</param>
/// <param name="Discounted">It was not quite this problem: other images, or another network around the searched fields.</param>
public sealed record EarlierObservation(string Study, Observation Trial, bool Discounted);
