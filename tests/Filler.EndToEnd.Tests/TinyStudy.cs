namespace Filler.EndToEnd.Tests;

/// <summary>A study of seconds, in a folder of its own.</summary>
internal sealed class TinyStudy : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("filler-e2e-");

    public TinyStudy(int trials = 4, string extra = "")
    {
        File.WriteAllText(Manifest, $$"""
            apiVersion: filler.dev/v1alpha1
            kind: Study
            metadata: { name: tiny }
            spec:
              dataset:
                classes:
                  - name: gathered
                    structure: { aggregates: { preset: nonModifiedSbr, boxNm: 400, agglomerateRadiusNm: 80 } }
                  - name: random
                    structure: { random: { boxNm: 400 } }
                slices: { fieldOfViewNm: 200, pixels: 16 }
                imagesPerClass: { train: 48, validation: 16, evaluation: 24 }
                realisations: { train: 1, validation: 1, evaluation: 1 }
              model: { convLayers: 1, filters: 4, denseLayers: 1, denseUnits: 16, dropout: 0.1 }
              training: { epochs: 4, batchSize: 16, learningRate: 0.003 }
              search:
                algorithm: random
                parameters:
                  - { path: model.filters, int: { min: 2, max: 12 } }
                  - { path: training.learningRate, double: { min: 1.0e-3, max: 2.0e-2, scale: log } }
                pruning: { algorithm: none }
                maxTrials: {{trials}}
                parallelTrials: 2
            {{extra}}
            """);
    }

    public string Manifest => At("study.yaml");

    public string At(string name) => Path.Combine(folder.FullName, name);

    public string[] Run(string run, params string[] more) => ["run", Manifest, "--run-folder", At(run), "--no-progress", .. more];

    public RunRecord Record(string run) => new(At(run));

    public void Dispose() => folder.Delete(recursive: true);
}
