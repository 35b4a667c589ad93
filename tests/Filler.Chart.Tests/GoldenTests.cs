namespace Filler.Chart.Tests;

/// <summary>One folder a case: values.yaml in, rendered.yaml out. UPDATE_GOLDEN=1 writes what the chart gives now.</summary>
public class GoldenTests
{
    public static TheoryData<string> Cases => new(Directory.EnumerateDirectories(Chart.Golden).Select(f => Path.GetFileName(f)!).Order());

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Values_render_to_the_manifests_on_record(string name)
    {
        var file = Path.Combine(Chart.Golden, name, "rendered.yaml");
        // The CRDs are on record in crds/.
        var rendered = Chart.Render(Chart.Case(name), "-values", Path.Combine(Chart.Golden, "..", "without-crds.yaml"));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(file, rendered);

        Assert.True(File.Exists(file), $"{file} is missing: set UPDATE_GOLDEN=1, run again and read the manifests");
        Assert.True(rendered == File.ReadAllText(file), $"{file} differs from what the chart gives; run: make golden, and read the diff");
    }
}
