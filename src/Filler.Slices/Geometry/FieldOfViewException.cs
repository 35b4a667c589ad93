namespace Filler.Slices;

/// <summary>A field of view does not fit into the structure it is to be cut from.</summary>
public sealed class FieldOfViewException(string problem, double largestFieldNm)
    : ArgumentException($"{problem}; use a field of at most {largestFieldNm:g4} nm, or a larger structure")
{
    /// <summary>What does not fit into what, with both lengths.</summary>
    public string Problem { get; } = problem;

    /// <summary>The largest field in nm that fits; 0 where none does.</summary>
    public double LargestFieldNm { get; } = largestFieldNm;
}
