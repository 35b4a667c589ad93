using System.Globalization;

namespace Filler.Structures.Tests;

/// <summary>How many damaged files each reader is given: a few hundred, or as many as FILLER_FUZZ says.</summary>
internal static class FuzzCount
{
    public static readonly int Inputs = int.Parse(Environment.GetEnvironmentVariable("FILLER_FUZZ") ?? "400", CultureInfo.InvariantCulture);
}
