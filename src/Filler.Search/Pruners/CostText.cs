using System.Globalization;

namespace Filler.Search;

/// <summary>How a cost is written for people: the search minimises, and whoever reads its reasons knows an accuracy.</summary>
/// <param name="Show">Text of one cost.</param>
public sealed record CostText(Func<double, string> Show)
{
    /// <summary>The number itself.</summary>
    public static CostText Plain { get; } = new(c => c.ToString("g4", CultureInfo.InvariantCulture));
}
