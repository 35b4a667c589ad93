namespace Filler.Api.Tests.Manifests;

/// <summary>A small valid manifest for tests to break.</summary>
internal static class Sample
{
    public const string Yaml = """
        apiVersion: filler.dev/v1alpha1
        kind: Study
        metadata: { name: sample }
        spec:
          objective: { metric: accuracy, goal: 0.99 }
          dataset:
            classes:
              - name: aggregated
                structure: { aggregates: { preset: nonModifiedSbr } }
              - name: random
                structure:
                  random: { volumeFraction: 0.15 }
            slices: { fieldOfViewNm: 500, pixels: 64 }
            imagesPerClass: { train: 100, validation: 50, evaluation: 50 }
          search:
            algorithm: random
            parameters:
              - { path: model.convLayers, int: { min: 1, max: 4 } }
              - { path: training.learningRate, double: { min: 1.0e-4, max: 1.0e-2, scale: log } }
              - { path: training.optimizer, choice: [adam, sgd] }
              - { path: training.momentum, double: { min: 0.5, max: 0.99 }, when: { training.optimizer: [sgd] } }
            maxTrials: 12
        """;

    public static Study Study() => ManifestReader.ParseStudy(Yaml, "sample.yaml").Study;

    /// <summary>The manifest with one piece of its text replaced; the piece must be there.</summary>
    public static string With(string old, string replacement)
    {
        Assert.Contains(old, Yaml);
        return Yaml.Replace(old, replacement);
    }
}
