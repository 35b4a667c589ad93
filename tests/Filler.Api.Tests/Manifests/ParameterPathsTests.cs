using System.Text.Json.Nodes;

namespace Filler.Api.Tests.Manifests;

public class ParameterPathsTests
{
    [Theory]
    [InlineData("model.convLayers", true)]
    [InlineData("training.optimizer", true)]
    [InlineData("dataset.slices.fieldOfViewNm", true)]
    [InlineData("dataset.classes[1].structure.random.volumeFraction", true)]
    [InlineData("dataset.slices", false)]
    [InlineData("dataset.classes", false)]
    [InlineData("search.maxTrials", false)]
    [InlineData("model.layers", false)]
    [InlineData("model", false)]
    [InlineData("", false)]
    public void Scalars_of_dataset_model_and_training_can_be_searched(string path, bool exists) =>
        Assert.Equal(exists, ParameterPaths.Exists(path));

    [Fact]
    public void Applied_values_replace_only_their_fields()
    {
        var spec = Sample.Study().Spec;

        var applied = ParameterPaths.Apply(spec, new Parameters
        {
            ["model.convLayers"] = JsonValue.Create(2),
            ["training.learningRate"] = JsonValue.Create(0.01),
            ["dataset.classes[1].structure.random.volumeFraction"] = JsonValue.Create(0.2),
        });

        Assert.Equal(2, applied.Model.ConvLayers);
        Assert.Equal(0.01, applied.Training.LearningRate);
        Assert.Equal(0.2, applied.Dataset.Classes[1].Structure.Random!.VolumeFraction);
        Assert.Equal(spec.Dataset.Slices, applied.Dataset.Slices);
        Assert.Equal(spec.Model.Filters, applied.Model.Filters);
        Assert.Equal(4, spec.Model.ConvLayers);
    }

    [Theory]
    [InlineData("model.convLayers", "7", "out of range")]
    [InlineData("model.convLayers", "2.5", "is not a whole number")]
    [InlineData("training.optimizer", "\"lion\"", "is unknown")]
    [InlineData("model.convLayer", "2", "did you mean 'model.convLayers'?")]
    [InlineData("dataset.classes[0].structure.random.volumeFraction", "0.2", "the manifest has no random")]
    public void A_value_that_the_field_refuses_is_an_error(string path, string json, string message)
    {
        var values = new Parameters { [path] = JsonNode.Parse(json)!.AsValue() };

        Assert.Contains(message, Assert.Throws<ArgumentException>(() => ParameterPaths.Apply(Sample.Study().Spec, values)).Message);
    }
}
