using System.Globalization;
using System.Text.RegularExpressions;
using Filler.TestKit.Studies;

namespace Filler.Bench.Operator;

/// <summary>What the operator tells of itself at /metrics, and the system of its process.</summary>
internal sealed partial class OperatorFigures(OperatorProcess process, Uri metrics)
{
    private static readonly string[] Writes = ["create", "patch", "patch status", "delete", "apply"];

    /// <summary>Waits until it answers.</summary>
    public async Task AwaitAsync()
    {
        while (true)
        {
            try
            {
                await TextAsync();
                return;
            }
            catch (HttpRequestException) when (process.IsRunning)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
        }
    }

    /// <summary>Writes to the API server since the start, by verb and resource; leases go another way and are not among them.</summary>
    public async Task<IReadOnlyDictionary<string, long>> WritesAsync()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (Match match in Count().Matches(await TextAsync()))
        {
            var verb = Label(match.Groups["labels"].Value, "verb");
            if (!Writes.Contains(verb)) continue;
            var key = $"{verb} {Label(match.Groups["labels"].Value, "resource")}";
            counts[key] = counts.GetValueOrDefault(key) + long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);
        }

        return counts;
    }

    /// <summary>Resident memory, MiB.</summary>
    public double MemoryMiB() =>
        double.Parse(File.ReadLines($"/proc/{process.ProcessId}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    private async Task<string> TextAsync()
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(metrics);
    }

    private static string Label(string labels, string name) => Regex.Match(labels, $"(?:^|,){name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("""^kubernetes_client_request_duration_seconds_count\{(?<labels>[^}]*)\} (?<count>\d+)""", RegexOptions.Multiline)]
    private static partial Regex Count();
}
