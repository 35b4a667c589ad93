namespace Filler.Cluster.Tests;

/// <summary>A study of real images and real training, as small as training gets.</summary>
internal static class RealStudy
{
    private const string Sections = """
          dataset:
            classes:
              - { name: gathered, structure: { aggregates: { preset: nonModifiedSbr, boxNm: 400, agglomerateRadiusNm: 80 } } }
              - { name: random, structure: { random: { boxNm: 400 } } }
            slices: { fieldOfViewNm: 200, pixels: 16 }
            imagesPerClass: { train: 24, validation: 8, evaluation: 12 }
            realisations: { train: 1, validation: 1, evaluation: 1 }
          model: { convLayers: 1, filters: 4, denseLayers: 1, denseUnits: 16 }
          training: { epochs: 2, batchSize: 16 }
          trial: { device: cpu }
          search:
            algorithm: random
            parameters: [{ path: training.learningRate, double: { min: 1.0e-3, max: 1.0e-2, scale: log } }]
            pruning: { algorithm: none }
            maxTrials: 3
            parallelTrials: 2
        """;

    /// <param name="storage">Fields of spec.storage.</param>
    public static string Manifest(string name, string storage) => $$"""
        apiVersion: filler.dev/v1alpha1
        kind: Study
        metadata: { name: {{name}} }
        spec:
        {{Sections}}
          storage: { {{storage}} }
        """;
}
