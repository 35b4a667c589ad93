using System.Reflection;

namespace Filler.Api.Tests.Golden;

public class CustomResourceDefinitionTests
{
    private static readonly string Root = typeof(CustomResourceDefinitionTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>The folder of its own, and the chart's copy.</summary>
    public static TheoryData<string> Folders => new("crds", "charts/filler-operator/files/crds");

    [Theory]
    [MemberData(nameof(Folders))]
    public void The_files_say_what_the_types_do(string folder)
    {
        var path = Path.Combine(Root, folder);
        foreach (var (name, content) in CustomResourceDefinitions.Render())
        {
            var file = Path.Combine(path, name);
            if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            {
                Directory.CreateDirectory(path);
                File.WriteAllText(file, content);
            }

            Assert.True(File.Exists(file) && content == File.ReadAllText(file), $"{folder}/{name} differs from the types; run: make generate");
        }
    }

    [Fact]
    public void Every_field_that_users_write_is_explained_or_its_name_says_it_all()
    {
        var study = CustomResourceDefinitions.Render()["studies.filler.dev.yaml"];

        Assert.Contains("description: \"Trials that run at once.\"", study);
        Assert.Contains("minimum: 1", study);
        Assert.Contains("default: \"auto\"", study);
        Assert.Contains("pattern: \"^([A-Za-z0-9][A-Za-z0-9._ -]*)$\"", study);
    }

    [Fact]
    public void What_follows_from_the_study_is_not_kept_with_every_trial() =>
        Assert.DoesNotContain("convLayers", CustomResourceDefinitions.Render()["trials.filler.dev.yaml"]);
}
