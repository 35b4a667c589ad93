using k8s;
using k8s.Models;

namespace Filler.Chart.Tests;

public sealed class ValuesTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"filler-values-{Guid.NewGuid():N}.yaml");

    public void Dispose() => File.Delete(file);

    [SkippableTheory]
    [InlineData("replicas: two", "replicas: Invalid type")]
    [InlineData("replica: 2", "Additional property replica is not allowed")]
    [InlineData("store: { address: \"https://rubber\" }", "store.address: Does not match pattern")]
    [InlineData("trials: { namespaces: [Not_A_Name] }", "trials.namespaces.0: Does not match pattern")]
    [InlineData("image: { operator: { repository: x, digest: latest } }", "image.operator.digest: Does not match pattern")]
    [InlineData("telemetry: { otlpProtocol: udp }", "telemetry.otlpProtocol")]
    public void A_wrong_value_is_refused_by_its_path(string values, string message)
    {
        File.WriteAllText(file, values);

        var (code, output, error) = Chart.TryRender(file);

        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.Contains(message, error);
    }

    [Fact]
    public void The_readme_explains_every_value()
    {
        var values = KubernetesYaml.Deserialize<Dictionary<string, object>>(File.ReadAllText(Path.Combine(Chart.Folder, "values.yaml")));
        var readme = File.ReadAllText(Path.Combine(Chart.Folder, "README.md"));

        Assert.All(Leaves("", values), path => Assert.Contains($"`{path}`", readme));
    }

    [SkippableFact]
    public void Two_replicas_are_protected_from_a_drain_and_one_is_not()
    {
        File.WriteAllText(file, "replicas: 2");
        Assert.Equal("1", Assert.Single(Chart.Objects<V1PodDisruptionBudget>(Chart.Render(file))).Spec.MaxUnavailable.Value);

        File.WriteAllText(file, "replicas: 1");
        Assert.Empty(Chart.Objects<V1PodDisruptionBudget>(Chart.Render(file)));
    }

    [SkippableFact]
    public void The_notes_tell_the_next_command()
    {
        var notes = Chart.Render(Chart.Case("one-namespace"), "-notes");

        Assert.Contains("filler submit examples/quickstart.yaml --namespace morphology", notes);
        Assert.DoesNotContain("No default store", notes);
        Assert.Contains("No default store", Chart.Render(Chart.Case("defaults"), "-notes"));
    }

    [SkippableFact]
    public void The_crds_are_kept_when_the_release_goes_unless_told_otherwise()
    {
        File.WriteAllText(file, "{}");
        var crds = Chart.Objects<V1CustomResourceDefinition>(Chart.Render(file)).ToList();
        Assert.Equal(["studies.filler.dev", "trials.filler.dev"], crds.Select(c => c.Metadata.Name).Order());
        Assert.All(crds, c => Assert.Equal("keep", c.Metadata.Annotations["helm.sh/resource-policy"]));

        File.WriteAllText(file, "crds: { keep: false }");
        Assert.All(
            Chart.Objects<V1CustomResourceDefinition>(Chart.Render(file)),
            c => Assert.True(c.Metadata.Annotations is null || !c.Metadata.Annotations.ContainsKey("helm.sh/resource-policy")));
    }

    private static IEnumerable<string> Leaves(string path, IReadOnlyDictionary<string, object> values)
    {
        foreach (var (key, value) in values)
        {
            var inner = path.Length == 0 ? key : $"{path}.{key}";
            if (value is IDictionary<object, object> { Count: > 0 } map && key is not ("requests" or "limits") && inner != "resources")
            {
                foreach (var leaf in Leaves(inner, map.ToDictionary(e => (string)e.Key, e => e.Value))) yield return leaf;
            }
            else
            {
                yield return inner;
            }
        }
    }
}
