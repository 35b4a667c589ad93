using System.Reflection;

namespace Filler.Api.Tests.Golden;

public class ManifestReferenceTests
{
    private static readonly string Page = typeof(ManifestReferenceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "ManifestPage").Value!;

    [Fact]
    public void The_page_of_the_manifest_says_what_the_code_does()
    {
        var rendered = ManifestReference.Render();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(Page, rendered);

        Assert.True(rendered == File.ReadAllText(Page), "docs/manifest.md differs from the code; run: make golden");
    }

    [Fact]
    public void Every_number_and_word_of_the_spec_has_its_bounds_on_the_page()
    {
        var rendered = ManifestReference.Render();

        Assert.Contains("| `convLayers` | whole number, 1 to 6 | `4` |", rendered);
        Assert.Contains("| `algorithm` | `none`, `median`, `asha`, `hyperband` | `asha` |", rendered);
        Assert.Contains("## spec.dataset.classes[].structure.scattering", rendered);
    }
}
