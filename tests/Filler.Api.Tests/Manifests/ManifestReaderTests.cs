using System.Text;

namespace Filler.Api.Tests.Manifests;

public class ManifestReaderTests
{
    [Fact]
    public void A_valid_manifest_becomes_a_study_with_defaults_filled_in()
    {
        var study = Sample.Study();

        Assert.Equal("sample", study.Metadata.Name);
        Assert.Equal(0.99, study.Spec.Objective.Goal);
        Assert.Equal("nonModifiedSbr", study.Spec.Dataset.Classes[0].Structure.Aggregates!.Preset);
        Assert.Equal(4, study.Spec.Search.Parameters.Count);
        Assert.Equal("log", study.Spec.Search.Parameters[1].Double!.Scale);
        Assert.Equal(["adam", "sgd"], study.Spec.Search.Parameters[2].Choice!.Select(v => v.ToString()));
        Assert.Equal("sgd", study.Spec.Search.Parameters[3].When!["training.optimizer"][0].ToString());
        Assert.Equal(30, study.Spec.Training.Epochs);
        Assert.Equal(3, study.Spec.Trial.Retries);
    }

    [Theory]
    [InlineData("maxTrials: 12", "maxTrial: 12", 22, "spec.search.maxTrial: unknown field; did you mean 'maxTrials'?")]
    [InlineData("maxTrials: 12", "maxTrials: many", 22, "spec.search.maxTrials: \"many\" is not a whole number; write a whole number")]
    [InlineData("maxTrials: 12", "maxTrials: 1.5", 22, "spec.search.maxTrials: 1.5 is not a whole number")]
    [InlineData("maxTrials: 12", "maxTrials: -3", 22, "spec.search.maxTrials: -3 is out of range; write a value from 1 to 1000000")]
    [InlineData("maxTrials: 12", "parallelTrials: 0", 22, "spec.search.parallelTrials: 0 is out of range")]
    [InlineData("algorithm: random", "algorithm: magic", 16, "spec.search.algorithm: \"magic\" is unknown; write one of: auto, grid, random, qmc, tpe, gp, cmaes, genetic")]
    [InlineData("train: 100", "train: 0", 14, "spec.dataset.imagesPerClass.train: 0 is out of range; write a value from 1 to 1000000")]
    [InlineData("name: aggregated", "name: ''", 8, "spec.dataset.classes[0].name: \"\" has 0 characters")]
    [InlineData("random: { volumeFraction: 0.15 }", "random: 0.15", 12, "spec.dataset.classes[1].structure.random: 0.15 stands where fields are expected")]
    [InlineData("random: { volumeFraction: 0.15 }", "random:", 12, "spec.dataset.classes[1].structure.random: is empty; write {} for its defaults")]
    [InlineData("algorithm: random", "algorithm:", 16, "spec.search.algorithm: has no value; write text")]
    [InlineData("{ min: 1, max: 4 }", "{ min: 1 }", 18, "spec.search.parameters[0].int.max: is missing; add it")]
    [InlineData("{ name: sample }", "{ name: My_Study }", 3, "metadata.name: \"My_Study\" is not a name that Kubernetes takes")]
    [InlineData("kind: Study", "kind: Pod", 2, "kind: \"Pod\" is not a Study; write kind: Study")]
    [InlineData("pixels: 64", "pixels: 64, pixels: 32", 13, "spec.dataset.slices.pixels: stands twice; keep one of the two; the first is on line 13")]
    [InlineData("    slices:", "\tslices:", 13, "a tab indents this line; indent with spaces")]
    public void A_wrong_manifest_is_refused_with_place_path_value_and_fix(string old, string replacement, int line, string message)
    {
        var error = Assert.Throws<ManifestException>(() => ManifestReader.ParseStudy(Sample.With(old, replacement), "sample.yaml"));

        Assert.Contains(message, error.Format());
        Assert.StartsWith($"sample.yaml:{line}:", error.Format());
    }

    [Fact]
    public void All_problems_are_reported_together()
    {
        var text = Sample.With("maxTrials: 12", "maxTrials: 0").Replace("pixels: 64", "pixel: 64");

        var error = Assert.Throws<ManifestException>(() => ManifestReader.ParseStudy(text, "sample.yaml"));

        Assert.Equal(["spec.dataset.slices.pixel", "spec.search.maxTrials"], error.Problems.Select(p => p.Path));
    }

    [Fact]
    public void No_class_is_refused()
    {
        var start = Sample.Yaml.IndexOf("    classes:", StringComparison.Ordinal);
        var text = Sample.Yaml.Remove(start, Sample.Yaml.IndexOf("    slices:", StringComparison.Ordinal) - start).Insert(start, "    classes: []\n");

        var error = Assert.Throws<ManifestException>(() => ManifestReader.ParseStudy(text, "sample.yaml"));

        Assert.Contains("spec.dataset.classes: has 0 entries; write at least 1", error.Format());
    }

    [Theory]
    [InlineData("", "holds no manifest")]
    [InlineData("just a word", "holds no manifest")]
    [InlineData("a: [1, 2", "not valid YAML")]
    [InlineData("spec: {}", "kind: is missing")]
    [InlineData("a: 1\n---\nb: 2", "more than one document")]
    [InlineData("a: *nowhere", "names no anchor before it")]
    public void Text_that_is_no_manifest_is_refused(string text, string message)
    {
        var error = Assert.Throws<ManifestException>(() => ManifestReader.ParseStudy(text, "x.yaml"));

        Assert.Contains(message, error.Format());
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_before_it_unfolds()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
            bomb.Append(null, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");

        var error = Assert.Throws<ManifestException>(() => ManifestReader.ParseStudy(bomb.ToString(), "bomb.yaml"));

        Assert.Contains("once aliases are expanded", error.Format());
    }

    [Fact]
    public void Endless_nesting_is_refused()
    {
        var error = Assert.Throws<ManifestException>(() => ManifestReader.ParseStudy("a: " + new string('[', 100_000), "deep.yaml"));

        Assert.Contains("nested more than 64 deep", error.Format());
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<ManifestException>(() => ManifestReader.ReadStudy("no-such-study.yaml"));

        Assert.Contains("no-such-study.yaml: no such file", error.Format());
    }

    [Theory]
    [InlineData("search.maxTrials=3")]
    [InlineData("spec.search.maxTrials=3")]
    public void An_override_replaces_a_field(string assignment) =>
        Assert.Equal(3, ManifestReader.ParseStudy(Sample.Yaml, "s.yaml", [assignment]).Study.Spec.Search.MaxTrials);

    [Fact]
    public void An_override_reaches_into_lists_and_makes_missing_sections()
    {
        var study = ManifestReader.ParseStudy(
            Sample.Yaml, "s.yaml", ["dataset.classes[1].name=chance", "search.pruning.algorithm=none", "search.parameters[2].choice=[adam]"]).Study;

        Assert.Equal("chance", study.Spec.Dataset.Classes[1].Name);
        Assert.Equal("none", study.Spec.Search.Pruning.Algorithm);
        Assert.Single(study.Spec.Search.Parameters[2].Choice!);
    }

    [Theory]
    [InlineData("maxTrials", "is not path=value")]
    [InlineData("a b=3", "is not a field path")]
    [InlineData("dataset.classes[7].name=x", "classes has no entry 7")]
    [InlineData("search.maxTrials.deep=x", "maxTrials has no fields")]
    [InlineData("search.maxTrial=3", "did you mean 'maxTrials'?")]
    public void A_wrong_override_is_refused(string assignment, string message) =>
        Assert.Contains(message, Assert.Throws<ManifestException>(() => ManifestReader.ParseStudy(Sample.Yaml, "s.yaml", [assignment])).Format());

    [Theory]
    [InlineData("search.maxTrials=many", "--set search.maxTrials=many: spec.search.maxTrials: \"many\" is not a whole number")]
    [InlineData("search.maxTrials=", "--set search.maxTrials=: search.maxTrials: has no value; write one, or null for the default")]
    [InlineData("serch.maxTrials=3", "--set serch.maxTrials=3: spec.serch: unknown field")]
    [InlineData("search.parameters=[{path: model.convLayers, int: {min: 1.5, max: 4}}]", "max: 4}}]: spec.search.parameters[0].int.min: 1.5")]
    public void What_an_override_brought_is_not_looked_for_in_the_text(string assignment, string message) =>
        Assert.Contains(message, Assert.Throws<ManifestException>(() => ManifestReader.ParseStudy(Sample.Yaml, "s.yaml", [assignment])).Format());
}
