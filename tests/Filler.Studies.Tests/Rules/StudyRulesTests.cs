using System.Reflection;
using Filler.Api;

namespace Filler.Studies.Tests.Rules;

public class StudyRulesTests
{
    private const string Yaml = """
        apiVersion: filler.dev/v1alpha1
        kind: Study
        metadata: { name: sample }
        spec:
          objective: { metric: accuracy }
          dataset:
            classes:
              - { name: aggregated, structure: { aggregates: { boxNm: 1000 } } }
              - { name: random, structure: { random: { boxNm: 1000 } } }
            slices: { fieldOfViewNm: 500 }
          training: { epochs: 9 }
          search:
            algorithm: random
            parameters:
              - { path: model.convLayers, int: { min: 1, max: 4 } }
              - { path: training.learningRate, double: { min: 1.0e-4, max: 1.0e-2, scale: log } }
              - { path: training.optimizer, choice: [adam, sgd] }
              - { path: training.momentum, double: { min: 0.5, max: 0.99 }, when: { training.optimizer: [sgd] } }
            maxTrials: 12
        """;

    [Fact]
    public void A_sound_manifest_has_no_problems() => Assert.Empty(Check(Yaml));

    [Theory]
    [InlineData("{ min: 1, max: 4 }", "{ min: 4, max: 1 }", "spec.search.parameters[0].int.min: 4 is above max 1; swap the two")]
    [InlineData("{ min: 1, max: 4 }", "{ min: 0, max: 4, scale: log }", "spec.search.parameters[0].int.min: 0 on a logarithmic scale")]
    [InlineData("{ min: 1, max: 4 }", "{ min: 1, max: 9 }", "spec.search.parameters[0].int.max: 9 is out of range; write a value from 1 to 6")]
    [InlineData("min: 1.0e-4, max: 1.0e-2", "min: 0, max: 1.0e-2", "spec.search.parameters[1].double.min: 0 on a logarithmic scale, which never reaches 0; write a value above 0")]
    [InlineData("min: 1.0e-4, max: 1.0e-2", "min: 1, max: 1.0e-2", "spec.search.parameters[1].double.min: 1 is above max 0.01")]
    [InlineData("int: { min: 1, max: 4 }", "double: { min: 1, max: 4 }", "spec.search.parameters[0].double: 'model.convLayers' takes whole numbers only; write int:")]
    [InlineData("algorithm: random", "algorithm: random\n    inheritWeights: true", "spec.search.inheritWeights: random proposes from no parents; write algorithm: genetic, or leave inheritWeights out")]
    [InlineData(", int: { min: 1, max: 4 }", "", "spec.search.parameters[0]: says no values; give one of: int, double, choice")]
    [InlineData("int: { min: 1, max: 4 }", "int: { min: 1, max: 4 }, choice: [1]", "spec.search.parameters[0]: says its values 2 times")]
    [InlineData("path: model.convLayers", "path: model.convLayer", "spec.search.parameters[0].path: 'model.convLayer' names no field that can be searched; did you mean 'model.convLayers'?")]
    [InlineData("path: model.convLayers", "path: search.maxTrials", "spec.search.parameters[0].path: 'search.maxTrials' names no field that can be searched")]
    [InlineData("path: model.convLayers, int", "path: 'dataset.classes[7].structure.random.volumeFraction', double", "this manifest has no dataset.classes[7].structure.random")]
    [InlineData("path: training.learningRate", "path: model.convLayers", "spec.search.parameters[1].path: 'model.convLayers' is searched twice; keep one")]
    [InlineData("[adam, sgd]", "[adam, sgd, lion]", "spec.search.parameters[2].choice[2]: \"lion\" is unknown; write one of: adam")]
    [InlineData("[adam, sgd]", "[adam, 3]", "spec.search.parameters[2].choice[1]: 3 is not text")]
    [InlineData("[adam, sgd]", "[adam, sgd, adam]", "spec.search.parameters[2].choice[2]: adam stands twice")]
    [InlineData("[adam, sgd]", "[]", "spec.search.parameters[2].choice: is empty")]
    [InlineData("{ training.optimizer: [sgd] }", "{ training.optimiser: [sgd] }", "spec.search.parameters[3].when.training.optimiser: 'training.optimiser' is not searched; name a searched parameter, e.g. 'training.optimizer'")]
    [InlineData("{ training.optimizer: [sgd] }", "{ training.optimizer: [rmsprop] }", "spec.search.parameters[3].when.training.optimizer: rmsprop is no value that training.optimizer can have; write some of: adam, sgd")]
    [InlineData("{ training.optimizer: [sgd] }", "{ model.convLayers: [7] }", "7 is no value that model.convLayers can have; write whole numbers from 1 to 4")]
    [InlineData("{ training.optimizer: [sgd] }", "{ training.learningRate: [0.001] }", "0.001 is no value that training.learningRate can have; write a condition on a parameter with choice")]
    [InlineData("{ training.optimizer: [sgd] }", "{ training.optimizer: [] }", "spec.search.parameters[3].when.training.optimizer: is empty")]
    [InlineData("{ training.optimizer: [sgd] }", "{ training.optimizer: [sgd], model.convLayers: [7] }", "spec.search.parameters[3].when.model.convLayers: 7 is no value that model.convLayers can have")]
    [InlineData("choice: [adam, sgd]", "choice: [adam, sgd], when: { training.optimizer: [sgd] }", "spec.search.parameters[2].when: hangs on itself: training.optimizer → training.optimizer")]
    [InlineData("algorithm: random", "algorithm: grid", "spec.search.parameters[1].double.step: is missing: a grid cannot hold every real number; add step")]
    [InlineData("name: random,", "name: Aggregated,", "spec.dataset.classes[1].name: 'Aggregated' is also the name of classes[0]")]
    [InlineData("structure: { random: { boxNm: 1000 } }", "structure: {}", "spec.dataset.classes[1].structure: has no structure; give one of: random")]
    [InlineData("structure: { random: { boxNm: 1000 } }", "structure: { random: {}, aggregates: {} }", "spec.dataset.classes[1].structure: has 2 structures; keep one of")]
    [InlineData("fieldOfViewNm: 500", "fieldOfViewNm: 1500", "spec.dataset.classes[0].structure.aggregates.boxNm: 1000 nm is smaller than the field of view, 1500 nm; write at least 1500")]
    [InlineData("path: model.convLayers, int: { min: 1, max: 4 }", "path: dataset.slices.fieldOfViewNm, choice: [250, 2000]", "boxNm: 1000 nm is smaller than the largest field of view searched, 2000 nm")]
    [InlineData("{ metric: accuracy }", "{ metric: accuracy, goal: 95 }", "spec.objective.goal: 95 is no share; write accuracy as a share above 0 and up to 1")]
    [InlineData("{ metric: accuracy }", "{ metric: loss, goal: -1 }", "spec.objective.goal: -1 is a loss that no network reaches")]
    [InlineData("maxTrials: 12", "pruning: { algorithm: asha, minEpochs: 9 }", "spec.search.pruning.minEpochs: 9 leaves nothing to prune: a full trial has 9 epochs; write a value below 9, or algorithm: none")]
    [InlineData("maxTrials: 12", "maxTrials: 2\n    repeats: 3", "spec.search.repeats: 3 is more than maxTrials 2; write maxTrials of at least 3")]
    public void A_manifest_that_cannot_run_is_refused_with_path_value_and_fix(string old, string replacement, string message)
    {
        Assert.Contains(old, Yaml);

        var problems = Check(Yaml.Replace(old, replacement));

        Assert.Contains(problems, p => $"{p.Path}: {p.Problem}; {p.Fix}".Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_circle_of_conditions_is_named_once()
    {
        var text = Yaml.Replace("choice: [adam, sgd]", "choice: [adam, sgd], when: { model.convLayers: [1] }")
            .Replace("int: { min: 1, max: 4 }", "int: { min: 1, max: 4 }, when: { training.optimizer: [sgd] }");

        var problem = Assert.Single(Check(text));

        Assert.Equal("spec.search.parameters[0].when", problem.Path);
        Assert.Contains("model.convLayers → training.optimizer → model.convLayers", problem.Problem);
    }

    [Fact]
    public void One_class_is_nothing_to_tell_apart() =>
        Assert.Contains(
            StudyRules.Check(Facts.Spec with { Dataset = Facts.Spec.Dataset with { Classes = [Facts.Spec.Dataset.Classes[0]] } }),
            p => p is { Path: "spec.dataset.classes", Problem: "1 class: nothing to tell apart" });

    [Fact]
    public void The_examples_are_sound()
    {
        var golden = typeof(StudyRulesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "GoldenFolder").Value!;
        var examples = Directory.GetFiles(Path.Combine(golden, "..", "..", "..", "examples"), "*.yaml");

        Assert.NotEmpty(examples);
        Assert.All(examples, e => Assert.Empty(StudyRules.Check(ManifestReader.ReadStudy(e).Study.Spec)));
    }

    private static IReadOnlyList<ManifestProblem> Check(string yaml) => StudyRules.Check(ManifestReader.ParseStudy(yaml, "sample.yaml").Study.Spec);
}
