using System.Diagnostics;
using System.Reflection;
using k8s;
using k8s.Models;

namespace Filler.Chart.Tests;

/// <summary>The chart, rendered by the packages that Helm is made of (eng/chart-render).</summary>
internal static class Chart
{
    // The script's own code for: its packages are not installed.
    private const int CannotRender = 3;

    // Kinds of others, read as plain maps.
    private static readonly Dictionary<string, Type> Foreign = new() { ["monitoring.coreos.com/v1/ServiceMonitor"] = typeof(Dictionary<string, object>) };

    public static string Root { get; } = typeof(Chart).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    public static string Folder { get; } = Path.Combine(Root, "charts", "filler-operator");

    public static string Golden { get; } = Path.Combine(Root, "tests", "Filler.Chart.Tests", "Golden");

    public static string Case(string name) => Path.Combine(Golden, name, "values.yaml");

    /// <summary>Manifests of a values file; fails where the chart refuses it.</summary>
    public static string Render(string values, params string[] flags)
    {
        var (code, output, error) = TryRender(values, flags);
        Assert.True(code == 0, error);
        return output;
    }

    public static (int Code, string Output, string Error) TryRender(string values, params string[] flags)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "eng", "chart-render.sh")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[.. flags, "-values", values, Folder]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Skip.If(process.ExitCode == CannotRender, error.Result);
        return (process.ExitCode, output, error.Result);
    }

    public static IReadOnlyList<object> Objects(string rendered) => KubernetesYaml.LoadAllFromString(rendered, Foreign);

    public static IEnumerable<T> Objects<T>(string rendered) => Objects(rendered).OfType<T>();

    public static IEnumerable<V1PolicyRule> Rules(string rendered) =>
        Objects<V1ClusterRole>(rendered).SelectMany(r => r.Rules).Concat(Objects<V1Role>(rendered).SelectMany(r => r.Rules));
}
