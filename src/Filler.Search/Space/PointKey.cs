using System.Text;

namespace Filler.Search;

/// <summary>One text for one point: equal texts, equal points.</summary>
public static class PointKey
{
    public static string Of(SearchSpace space, IReadOnlyDictionary<string, ParameterValue> point)
    {
        ArgumentNullException.ThrowIfNull(space);
        var key = new StringBuilder();
        foreach (var parameter in space.Parameters)
        {
            if (!point.TryGetValue(parameter.Name, out var value))
            {
                key.Append('|');
                continue;
            }

            // The number of a value where there is one: 0.30000000000000004 is the fourth of 0, 0.1, …
            key.Append(Domain.Count(parameter) is null ? $"{value}" : $"#{Domain.IndexOf(parameter, value)}").Append('|');
        }

        return key.ToString();
    }
}
