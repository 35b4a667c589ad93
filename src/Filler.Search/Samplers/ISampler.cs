namespace Filler.Search;

/// <summary>Chooses the next point of a space. Stateless: equal (space, history, seed) give the equal proposal, in any process on any core.</summary>
/// <remarks>Another operating system's mathematical library may round a logarithm otherwise, and so, rarely, lead to another proposal.</remarks>
public interface ISampler
{
    /// <summary>The next point, or null when the space is exhausted (a grid that has been proposed whole).</summary>
    /// <param name="history">All trials so far, those that run included, in order of number.</param>
    /// <param name="seed">Fresh for each trial: hash(study uid, trial number).</param>
    Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed);
}

/// <summary>A point to try and why, in one sentence for the trial's record.</summary>
public sealed record Proposal(IReadOnlyDictionary<string, ParameterValue> Parameters, string Explanation)
{
    /// <summary>Numbers of the trials that the point was made from, the nearest first; empty where a sampler makes points from no particular ones.</summary>
    public IReadOnlyList<int> Parents { get; init; } = [];
}
