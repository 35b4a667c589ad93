namespace Filler.Search;

/// <summary>What the session says next.</summary>
public abstract record AskTellMove
{
    private AskTellMove()
    {
    }

    /// <summary>Evaluate this. <paramref name="Fidelity"/> and <paramref name="Trial"/> only where the problem has a fidelity.</summary>
    /// <param name="Id">1, 2, 3, …</param>
    /// <param name="Fidelity">Train up to this epoch.</param>
    /// <param name="Trial">Asks of one trial go on from one another.</param>
    public sealed record Ask(int Id, IReadOnlyDictionary<string, ParameterValue> Parameters, int? Fidelity, int? Trial, string Explanation) : AskTellMove;

    /// <summary>Nothing to ask until the next tell.</summary>
    public sealed record Wait : AskTellMove;

    /// <summary>Nothing more to ask.</summary>
    public sealed record Done : AskTellMove;
}
