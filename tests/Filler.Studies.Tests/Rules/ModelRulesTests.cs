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

    private static IReadOnlyList<ManifestProblem> Check(string model, string parameters) =>
        StudyRules.Check(ManifestReader.ParseStudy($$"""
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
            """, "study.yaml").Study.Spec);
}
