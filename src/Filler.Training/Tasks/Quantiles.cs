namespace Filler.Training;

/// <summary>Quantiles with linear interpolation between the sorted values (type 7 of Hyndman and Fan 1996).</summary>
internal static class Quantiles
{
    /// <param name="share">0 to 1.</param>
    public static double Of(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var low = (int)at;
        return low + 1 < sorted.Length ? sorted[low] + ((at - low) * (sorted[low + 1] - sorted[low])) : sorted[low];
    }
}
