using Filler.TestKit.Azurite;

namespace Filler.Node.Tests;

/// <summary>Manifests as a user would apply them.</summary>
internal static class StudyText
{
    /// <summary>A manifest with the test's blob store added.</summary>
    public static string InCluster(string manifest, string retention = "keep") => manifest.TrimEnd() + $$"""

          storage:
            azure: { account: {{AzuriteServer.Account}}, container: {{NodeFixture.Container}}, credentialSecret: {{NodeFixture.Secret}} }
            retention: {{retention}}

        """;

    /// <summary>One small trial of so many epochs.</summary>
    /// <param name="limits">Of its container, as in YAML.</param>
    public static string Small(string name, int epochs, int retries, string limits, string retention = "keep") => InCluster($$"""
        apiVersion: filler.dev/v1alpha1
        kind: Study
        metadata: { name: {{name}} }
        spec:
          dataset:
            classes:
              - name: gathered
                structure: { aggregates: { preset: nonModifiedSbr, boxNm: 600 } }
              - name: random
                structure: { random: { boxNm: 600 } }
            slices: { fieldOfViewNm: 250, pixels: 64 }
            imagesPerClass: { train: 200, validation: 50, evaluation: 50 }
            realisations: { train: 1, validation: 1, evaluation: 1 }
          model: { convLayers: 2, filters: 8, denseLayers: 1, denseUnits: 16 }
          training: { epochs: {{epochs}} }
          search:
            algorithm: random
            parameters:
              - { path: training.learningRate, double: { min: 1.0e-4, max: 1.0e-3, scale: log } }
            pruning: { algorithm: none }
            maxTrials: 1
          trial:
            retries: {{retries}}
            template: { spec: { containers: [{ name: trial, resources: { limits: { {{limits}} } } }] } }
        """, retention);
}
