using System.Text;

namespace Filler.Search;

/// <summary>When two points are one.</summary>
public static class PointKey
{
    /// <summary>One text for one point: equal texts, equal points. Values outside the space have texts of their own.</summary>
    public static string Of(SearchSpace space, IReadOnlyDictionary<string, ParameterValue> point)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(point);
        var key = new StringBuilder();
        foreach (var parameter in space.Parameters)
        {
            if (point.TryGetValue(parameter.Name, out var value))
            {
                // The number of a value where there is one: 0.30000000000000004 is the fourth of 0, 0.1, …
                if (Domain.Count(parameter) is not null && Domain.Contains(parameter, value)) key.Append('#').Append(Domain.IndexOf(parameter, value));
                else key.Append(value.ToString().Length).Append(':').Append(value);
            }

            key.Append('|');
        }

        return key.ToString();
    }

    /// <summary>Whether both points have the same key, without building one: this runs over a whole history.</summary>
    internal static bool Same(SearchSpace space, IReadOnlyDictionary<string, ParameterValue> a, IReadOnlyDictionary<string, ParameterValue> b)
    {
        foreach (var parameter in space.Parameters)
        {
            if (a.TryGetValue(parameter.Name, out var here) != b.TryGetValue(parameter.Name, out var there)) return false;
            if (here is not null && here != there && !SameValue(parameter, here, there!)) return false;
        }

        return true;
    }

    /// <summary>Whether a trial has the point.</summary>
    public static bool IsTaken(SearchSpace space, IReadOnlyList<Observation> history, IReadOnlyDictionary<string, ParameterValue> point)
    {
        if (history is TrialHistory) return TrialHistory.SummaryOf(history, space, h => new PointIndex(space, h)).Has(point);

        // A real number tells nearly all trials apart by itself.
        var telling = space.Parameters.FirstOrDefault(p => p is RealParameter { Step: null } && point.ContainsKey(p.Name));
        var told = telling is null ? null : point[telling.Name] as ParameterValue.Real;
        for (var i = 0; i < history.Count; i++)
        {
            var other = history[i].Parameters;
            if (told is not null && other.TryGetValue(telling!.Name, out var value) && value is ParameterValue.Real real && !real.Value.Equals(told.Value)) continue;
            if (Same(space, other, point)) return true;
        }

        return false;
    }

    private static bool SameValue(Parameter parameter, ParameterValue a, ParameterValue b) => parameter is RealParameter { Step: not null }
        ? Domain.Contains(parameter, a) && Domain.Contains(parameter, b) && Domain.IndexOf(parameter, a) == Domain.IndexOf(parameter, b)
        : parameter is ChoiceParameter ? Domain.Same(a, b)
        // Unlike numbers of one kind have unlike texts, and need none to be told apart.
        : a.GetType() != b.GetType() && a.ToString() == b.ToString();
}
