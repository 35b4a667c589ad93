using Filler.Cli.Commands;
using Filler.Cli.Tests.Running;
using Filler.Cli.Workers;
using Spectre.Console.Testing;

namespace Filler.Cli.Tests.Commands;

/// <summary>Commands typed in a folder of their own, on a terminal of 80 columns that is no terminal, with the fake worker.</summary>
internal sealed class Shell : IDisposable
{
    private readonly TestFolder folder = new();

    public Shell()
    {
        Manifest = folder.At("study.yaml");
        Run = folder.At("run");
        File.WriteAllText(Manifest, Text);
    }

    public string Manifest { get; }

    public string Run { get; }

    public Dictionary<string, string> Environment { get; } = new() { [WorkerProgram.Variable] = Lab.FakeWorker };

    public const string Text = """
        apiVersion: filler.dev/v1alpha1
        kind: Study
        metadata: { name: tiny }
        spec:
          dataset:
            classes:
              - { name: dense, structure: { random: { volumeFraction: 0.2, boxNm: 100 } } }
              - { name: sparse, structure: { random: { volumeFraction: 0.05, boxNm: 100 } } }
            slices: { fieldOfViewNm: 60, pixels: 16 }
            imagesPerClass: { train: 2, validation: 1, evaluation: 1 }
            realisations: { train: 1, validation: 1, evaluation: 1 }
          training: { epochs: 2 }
          search:
            algorithm: grid
            parameters:
              - { path: model.convLayers, choice: [1, 2] }
            pruning: { algorithm: none }
            parallelTrials: 1

        """;

    public string At(string name) => folder.At(name);

    public async Task<Answer> TypeAsync(params string[] arguments)
    {
        using var console = new TestConsole().Width(80);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(console, output, error, TimeProvider.System, name => Environment.GetValueOrDefault(name), folder.Path);
        var code = await FillerCommand.InvokeAsync(arguments, terminal);
        return new Answer(code, output.ToString() + console.Output, error.ToString());
    }

    /// <summary><c>filler run</c> of the manifest into the run folder.</summary>
    public Task<Answer> RunAsync(params string[] options) => TypeAsync(["run", Manifest, "--run-folder", Run, .. options]);

    public void Dispose() => folder.Dispose();

    internal sealed record Answer(int Code, string Output, string Error)
    {
        public IReadOnlyList<string> Lines => Output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
