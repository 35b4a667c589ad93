namespace Filler.Bench.Operator;

/// <summary>Monotonic time stamps.</summary>
internal static class Clock
{
    public static long Now => TimeProvider.System.GetTimestamp();

    public static double Seconds(long from) => Seconds(from, Now);

    public static double Seconds(long from, long to) => TimeProvider.System.GetElapsedTime(from, to).TotalSeconds;

    /// <summary>Of all cores together, since the process began.</summary>
    public static double ProcessorSeconds(int processId)
    {
        using var process = System.Diagnostics.Process.GetProcessById(processId);
        return process.TotalProcessorTime.TotalSeconds;
    }

    /// <param name="share">0.5: the median.</param>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
    }
}
