using Filler.Api;

namespace Filler.Studies.Tests.Rules;

public class ModelRulesTests
{
    [Fact]
    public void The_deepest_network_on_the_smallest_images_is_checked_before_anything_runs()
    {
        var problem = Assert.Single(Check("model: { convLayers: 2 }", "[{ path: model.convLayers, int: { min: 1, max: 5 } }, { path: dataset.slices.pixels, choice: [16, 64] }]"));

        Assert.Equal("spec.model", problem.Path);
        Assert.Contains("where the search tries pixels 16, convLayers 5, layer 13 (maxPooling2d)", problem.Problem);
    }

    [Fact]
    public void A_layer_that_cannot_take_its_input_is_named_by_its_index()
    {
        var problem = Assert.Single(Check("model: { layers: [{ conv2d: { filters: 8, kernelSize: 3 } }, { dense: { units: 4 } }] }", "[{ path: \"model.layers[0].conv2d.filters\", int: { min: 4, max: 8 } }]"));

        Assert.Equal("spec.model.layers[1]", problem.Path);
        Assert.Contains("(dense) takes flat features; its input is", problem.Problem);
        Assert.Contains("add flatten: {}", problem.Fix);
    }

    [Fact]
    public void A_field_of_a_layer_can_be_searched()
    {
        const string layers = "model: { layers: [{ conv2d: { filters: 8, kernelSize: 3 } }, { flatten: {} }] }";

        Assert.Empty(Check(layers, "[{ path: \"model.layers[0].conv2d.filters\", int: { min: 4, max: 8 } }]"));
        var problem = Assert.Single(Check(layers, "[{ path: \"model.layers[0].conv2d.kernelSize\", choice: [3, 40] }]"));
        Assert.Contains("reaches over 40 × 40 pixels", problem.Problem);
    }

    [Fact]
    public void Searching_a_field_that_layers_leave_without_meaning_is_refused() =>
        Assert.Contains(
            "model.convLayers does not count where model.layers is given",
            Assert.Single(Check("model: { layers: [{ flatten: {} }] }", "[{ path: model.convLayers, int: { min: 1, max: 2 } }]")).Problem);

    [Fact]
    public void A_search_may_try_networks_and_their_classical_rival() =>
        Assert.Empty(Check("model: { hogSvm: {} }", "[{ path: model.family, choice: [plain, residual, hogSvm] }, { path: model.convLayers, int: { min: 1, max: 3 }, when: { model.family: [plain, residual] } }, { path: model.hogSvm.c, double: { min: 0.01, max: 10, scale: log }, when: { model.family: [hogSvm] } }]"));

    [Fact]
    public void Cells_are_checked_at_the_ends_of_a_search_that_hangs_on_the_family()
    {
        var problem = Assert.Single(Check("model: { hogSvm: {} }", "[{ path: model.hogSvm.cellPixels, choice: [4, 32], when: { model.family: [hogSvm] } }, { path: model.family, choice: [plain, hogSvm] }]"));

        Assert.Equal("spec.model.hogSvm", problem.Path);
        Assert.Contains("where the search tries family hogSvm, cellPixels 32, 32 × 32 pixels hold 1 × 1 cells", problem.Problem);
    }

    [Theory]
    [InlineData("model: { hogSvm: {} }", "model.filters, int: { min: 2, max: 4 }", "spec.search.parameters[0].path", "hogSvm is no network")]
    [InlineData("model: { family: plain, hogSvm: {} }", "model.hogSvm.c, double: { min: 1, max: 2 }", "spec.search.parameters[0].path", "model.family is plain")]
    [InlineData("model: {}", "model.hogSvm.c, double: { min: 1, max: 2 }", "spec.search.parameters[0].path", "this manifest has no model.hogSvm")]
    [InlineData("model: { hogSvm: {}, layers: [{ flatten: {} }] }", "training.augment, choice: [true, false]", "spec.model.layers", "do not count beside hogSvm")]
    [InlineData("model: { family: residual, layers: [{ flatten: {} }] }", "training.augment, choice: [true, false]", "spec.model.family", "residual does not count")]
    [InlineData("model: { hogSvm: { cellPixels: 20 } }", "training.augment, choice: [true, false]", "spec.model.hogSvm", "fewer than a block")]
    public void What_would_count_for_nothing_or_cannot_be_is_refused_by_its_field(string model, string parameter, string path, string problem)
    {
        var problems = Check(model, $"[{{ path: {parameter} }}]");

        Assert.Contains(problems, p => p.Path == path && p.Problem.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Layers_and_their_rival_can_be_tried_in_one_search() =>
        Assert.Empty(Check("model: { hogSvm: {}, layers: [{ flatten: {} }] }", "[{ path: model.family, choice: [plain, hogSvm] }]"));

    [Fact]
    public void A_support_vector_machine_predicts_no_number()
    {
        var spec = Spec("model: { hogSvm: {} }", "[{ path: model.hogSvm.c, double: { min: 1, max: 2 } }]");
        spec = spec with { Task = Tasks.Regression, Objective = new ObjectiveSpec { Metric = Metrics.R2 }, Dataset = spec.Dataset with { Classes = [.. spec.Dataset.Classes.Select((c, i) => c with { Target = i })] } };

        Assert.Contains(StudyRules.Check(spec), p => p.Path == "spec.model.hogSvm" && p.Problem.Contains("is nothing to a regression", StringComparison.Ordinal));
    }

    private static IReadOnlyList<ManifestProblem> Check(string model, string parameters) => StudyRules.Check(Spec(model, parameters));

    private static StudySpec Spec(string model, string parameters) =>
        ManifestReader.ParseStudy($$"""
            apiVersion: filler.dev/v1alpha1
            kind: Study
            metadata: { name: networks }
            spec:
              dataset:
                classes:
                  - { name: a, structure: { random: {} } }
                  - { name: b, structure: { random: { volumeFraction: 0.1 } } }
                slices: { fieldOfViewNm: 100, pixels: 32 }
              {{model}}
              search: { algorithm: random, parameters: {{parameters}} }
            """, "study.yaml").Study.Spec;
}
