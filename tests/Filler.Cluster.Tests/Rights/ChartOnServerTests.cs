using Filler.TestKit.Cluster;

namespace Filler.Cluster.Tests.Rights;

/// <summary>A real API server takes what the chart renders.</summary>
public sealed class ChartOnServerTests(ControlPlaneFixture cluster) : StudyTests(cluster)
{
    [SkippableTheory]
    [InlineData("defaults", "default")]
    [InlineData("one-namespace", "morphology")]
    [InlineData("everything", "morphology", "batteries")]
    public async Task Everything_the_chart_renders_is_taken(string name, params string[] namespaces)
    {
        Require();
        var values = Path.Combine(BuiltFiles.Root, "tests", "Filler.Chart.Tests", "Golden", name, "values.yaml");
        var rendered = RenderedChart.Text(values, ChartRights.ReleaseNamespace);
        Skip.If(rendered is null, RenderedChart.Missing);
        foreach (var space in namespaces.Append(ChartRights.ReleaseNamespace))
            await Kubectl.RunAsync(Plane, ["apply", "-f", "-"], $"apiVersion: v1\nkind: Namespace\nmetadata: {{ name: {space} }}\n");

        // Of its kinds this old server lacks two: policy/v1 has the fields of its beta, and a ServiceMonitor is the Prometheus operator's own.
        // It also knows no CEL rules: the definitions are taken without the client's own look at their schema.
        var documents = rendered!.Split("\n---\n").Where(d => !d.Contains("kind: ServiceMonitor", StringComparison.Ordinal))
            .Select(d => d.Contains("kind: PodDisruptionBudget", StringComparison.Ordinal) ? d.Replace("policy/v1", "policy/v1beta1", StringComparison.Ordinal) : d);
        var parts = documents.ToLookup(d => d.Contains("kind: CustomResourceDefinition", StringComparison.Ordinal));
        var answer = await Kubectl.RunAsync(Plane, ["apply", "--dry-run=server", "-f", "-"], string.Join("\n---\n", parts[false]));
        var definitions = await Kubectl.RunAsync(Plane, ["apply", "--dry-run=server", "--validate=false", "-f", "-"], string.Join("\n---\n", parts[true]));

        Assert.Contains("deployment.apps/filler-operator", answer);
        Assert.Equal(2, definitions.Split('\n').Count(line => line.EndsWith("(server dry run)", StringComparison.Ordinal)));
        Assert.All(answer.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.EndsWith("(server dry run)", line));
    }
}
