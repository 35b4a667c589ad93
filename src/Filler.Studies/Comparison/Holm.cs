namespace Filler.Studies;

/// <summary>Several tests at once: Holm's step-down correction (1979), which holds whatever the tests have in common.</summary>
public static class Holm
{
    /// <returns>The adjusted p of each, in the order given: at most α exactly where Holm's procedure rejects at α.</returns>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        var adjusted = new double[p.Count];
        var most = 0.0;
        var rank = 0;
        foreach (var i in Enumerable.Range(0, p.Count).OrderBy(i => p[i]))
        {
            most = Math.Max(most, Math.Min(1, (p.Count - rank++) * p[i]));
            adjusted[i] = most;
        }

        return adjusted;
    }
}
