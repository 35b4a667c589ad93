using Filler.Api;

namespace Filler.Studies;

/// <summary>What a study's pods have held of GPUs, derived from the records; nothing is counted up.</summary>
public static class GpuBudget
{
    /// <summary>GPUs that one trial holds: those its pod asks for, or its share of them where <c>trial.packing</c> share one; by the device plugins' names (<c>nvidia.com/gpu</c>, <c>amd.com/gpu</c>, <c>nvidia.com/mig-1g.5gb</c>, …).</summary>
    public static double GpusPerTrial(StudySpec spec) => GpusPerPod(spec) / spec.Trial.Packing;

    private static double GpusPerPod(StudySpec spec) =>
        PodOverlays.ReadSpec(spec.Trial.Template)?.Containers?.Sum(c => (c.Resources?.Limits ?? c.Resources?.Requests)?.Where(r => IsGpu(r.Key)).Sum(r => (double)r.Value.ToDecimal()) ?? 0) ?? 0;

    /// <summary>GPU hours of ended and running attempts.</summary>
    internal static double HoursUsed(StudySpec spec, Ledger ledger, DateTimeOffset now)
    {
        var gpus = GpusPerTrial(spec);
        return ((1e-6 * ledger.Judged.GpuMicroseconds) + ledger.Running.Sum(t => t.Status.AttemptTime is { } since ? gpus * Math.Max(0, (now - since).TotalSeconds) : 0)) / 3600;
    }

    /// <summary>When the budget is used up if what runs now goes on; null without a budget, or where nothing runs that uses it.</summary>
    internal static DateTimeOffset? UsedUpAt(StudySpec spec, Ledger ledger, DateTimeOffset now)
    {
        if (spec.Search.MaxGpuHours is not { } hours) return null;
        var rate = GpusPerTrial(spec) * ledger.UnderWay;
        return rate > 0 ? now.AddHours(Math.Clamp((hours - HoursUsed(spec, ledger, now)) / rate, 0, 1e6)) : null;
    }

    /// <summary>Whether a resource's name is a device plugin's of GPUs.</summary>
    public static bool IsGpu(string resource) =>
        resource.EndsWith("/gpu", StringComparison.Ordinal) || resource.StartsWith("nvidia.com/", StringComparison.Ordinal) || resource.StartsWith("gpu.intel.com/", StringComparison.Ordinal);
}
