using System.Diagnostics;
using k8s;

namespace Filler.Cluster.Tests.Rights;

/// <summary>The chart as eng/chart-render.sh renders it.</summary>
internal static class RenderedChart
{
    // The script's own code for: its packages are not installed.
    private const int CannotRender = 3;

    /// <summary>Why it cannot be rendered here; null when it can.</summary>
    public static string? Missing { get; private set; }

    /// <returns>Null where it cannot be rendered here.</returns>
    /// <exception cref="InvalidOperationException">The chart refuses the values.</exception>
    public static string? Text(string values, string @namespace)
    {
        var start = new ProcessStartInfo(
            Path.Combine(BuiltFiles.Root, "eng", "chart-render.sh"), ["-namespace", @namespace, "-values", values, Path.Combine(BuiltFiles.Root, "charts", "filler-operator")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return output;
        Missing = process.ExitCode == CannotRender ? error.Result.Trim() : throw new InvalidOperationException(error.Result);
        return null;
    }

    public static IReadOnlyList<object>? Objects(string values, string @namespace) =>
        Text(values, @namespace) is { } text ? KubernetesYaml.LoadAllFromString(text, new Dictionary<string, Type> { ["monitoring.coreos.com/v1/ServiceMonitor"] = typeof(Dictionary<string, object>) }) : null;
}
