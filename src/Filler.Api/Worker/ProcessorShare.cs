using System.Globalization;

namespace Filler.Api;

/// <summary>How many threads a worker takes: whole processors of what its cgroup grants, shared out among the workers beside it.</summary>
/// <remarks>
/// <see cref="Environment.ProcessorCount"/> rounds a limit of 1.5 processors up to 2, and two threads that wait for each other at every step would both be held back.
/// Files: Linux, Documentation/admin-guide/cgroup-v2.rst ("cpu.max") and Documentation/scheduler/sched-bwc.rst (v1).
/// </remarks>
public static class ProcessorShare
{
    /// <summary>At least 1.</summary>
    /// <param name="processors">That this process may run on.</param>
    /// <param name="limit">Processors' worth of time that the cgroup grants; null: no limit.</param>
    /// <param name="workers">At once, this one included, ≥ 1.</param>
    public static int Threads(int processors, double? limit, int workers) =>
        Math.Max(1, (int)(Math.Min(processors, limit ?? processors) / workers));

    /// <summary>As <see cref="Threads(int, double?, int)"/>, of this process here.</summary>
    public static int Threads(int workers = 1) => Threads(Environment.ProcessorCount, Limit(ControlGroups.Text), workers);

    /// <summary>The tightest limit of this process's cgroup and those that it is in; null: none, or no cgroups.</summary>
    /// <param name="text">A file's content by its path; null: there is no such file.</param>
    public static double? Limit(Func<string, string?> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        double? least = null;
        foreach (var (version, folder) in ControlGroups.Of("cpu", text))
        {
            var limit = version == 2 ? OfVersion2(text($"{folder}/cpu.max")) : OfVersion1(text($"{folder}/cpu.cfs_quota_us"), text($"{folder}/cpu.cfs_period_us"));
            if (limit is { } found) least = Math.Min(found, least ?? found);
        }

        return least;
    }

    // "quota period" in microseconds; "max" grants all.
    private static double? OfVersion2(string? limit) =>
        limit?.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries) is [var quota, var period] ? Quotient(quota, period) : null;

    // −1 grants all.
    private static double? OfVersion1(string? quota, string? period) => Quotient(quota?.Trim(), period?.Trim());

    private static double? Quotient(string? quota, string? period) =>
        long.TryParse(quota, NumberStyles.None, CultureInfo.InvariantCulture, out var granted) && long.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out var of) && granted > 0 && of > 0
            ? (double)granted / of
            : null;
}
