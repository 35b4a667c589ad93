using System.Globalization;
using Filler.Api;

namespace Filler.Training;

/// <summary>The memory of this machine, or of this container where that has less.</summary>
/// <param name="text">A file's content by its path; null: there is no such file.</param>
/// <remarks>Files: proc(5); Linux, Documentation/admin-guide/cgroup-v2.rst ("memory") and cgroup-v1/memory.rst.</remarks>
internal sealed class HostGauge(Func<string, string?> text) : IMemoryGauge
{
    public HostGauge()
        : this(ControlGroups.Text)
    {
    }

    public string Name => Devices.Cpu;

    public bool CountsEverybody => false;

    public long? Free()
    {
        var least = Kilobytes("/proc/meminfo", "MemAvailable:");
        foreach (var (version, folder) in ControlGroups.Of("memory", text))
        {
            var free = version == 2
                ? Left($"{folder}/memory.max", $"{folder}/memory.current", $"{folder}/memory.stat", "inactive_file ")
                : Left($"{folder}/memory.limit_in_bytes", $"{folder}/memory.usage_in_bytes", $"{folder}/memory.stat", "total_inactive_file ");
            if (free is { } found) least = Math.Min(found, least ?? found);
        }

        return least;
    }

    public long Used() => Kilobytes("/proc/self/status", "VmRSS:") ?? 0;

    // Between two steps most of it has been given back.
    public long Peak() => Kilobytes("/proc/self/status", "VmHWM:") ?? 0;

    // Files that were read once and are not in use are given up by the kernel before it ends a process.
    private long? Left(string limit, string usage, string details, string reclaimable) =>
        Number(text(limit)) is { } most && Number(text(usage)) is { } used ? Math.Max(0, most - used + (Number(Line(details, reclaimable)) ?? 0)) : null;

    private long? Kilobytes(string file, string field) => Number(Line(file, field)) is { } found ? found << 10 : null;

    private string? Line(string file, string field) => text(file)?.Split('\n').FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal))?[field.Length..];

    // "max" is no number; a unit may follow.
    private static long? Number(string? of) =>
        of?.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries) is [var number, ..] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
