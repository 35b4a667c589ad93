namespace Filler.Cli.Tests.Commands;

/// <summary>Every wrong manifest ends with exit code 2, a message that names place, path, value and fix, and nothing written.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Good = """
        apiVersion: filler.dev/v1alpha1
        kind: Study
        metadata: { name: sample }
        spec:
          dataset:
            classes:
              - name: gathered
                structure: { aggregates: { preset: nonModifiedSbr, boxNm: 1000 } }
              - name: random
                structure: { random: { volumeFraction: 0.15, boxNm: 1000 } }
            slices: { fieldOfViewNm: 500, pixels: 64 }
            imagesPerClass: { train: 100, validation: 50, evaluation: 50 }
          search:
            algorithm: random
            parameters:
              - { path: model.convLayers, int: { min: 1, max: 4 } }
              - { path: training.learningRate, double: { min: 1.0e-4, max: 1.0e-2, scale: log } }
              - { path: training.momentum, double: { min: 0.5, max: 0.9 }, when: { training.optimizer: [sgd] } }
              - { path: training.optimizer, choice: [adam, sgd] }
            maxTrials: 12
        """;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string, string, int, string[]> Cases => new()
    {
        { "unknown field", "maxTrials: 12", "maxTrial: 12", 20, ["spec.search.maxTrial: unknown field", "did you mean 'maxTrials'?"] },
        { "wrong type", "pixels: 64", "pixels: many", 11, ["spec.dataset.slices.pixels: \"many\" is not a whole number"] },
        { "missing class", "    classes:\n", "    klasses:\n", 6, ["spec.dataset.classes: is missing", "spec.dataset.klasses: unknown field"] },
        { "duplicate class names", "name: random", "name: Gathered", 9, ["spec.dataset.classes[1].name: 'Gathered' is also the name of classes[0]", "give each class a name of its own"] },
        { "min > max", "{ min: 1, max: 4 }", "{ min: 5, max: 4 }", 16, ["spec.search.parameters[0].int.min: 5", "max 4"] },
        { "log range touching 0", "min: 1.0e-4", "min: 0", 17, ["spec.search.parameters[1].double.min: 0", "scale"] },
        { "unknown algorithm", "algorithm: random", "algorithm: magic", 14, ["spec.search.algorithm: \"magic\" is unknown", "grid, random, qmc, tpe"] },
        { "path that names no field", "path: model.convLayers", "path: model.convLayer", 16, ["spec.search.parameters[0].path", "model.convLayer", "did you mean"] },
        { "value that the field refuses", "{ min: 1, max: 4 }", "{ min: 1, max: 44 }", 16, ["spec.search.parameters[0].int.max", "44"] },
        { "when on an unknown parameter", "training.optimizer: [sgd]", "training.batchSize: [sgd]", 18, ["spec.search.parameters[2].when", "training.batchSize"] },
        { "when with an impossible value", "training.optimizer: [sgd]", "training.optimizer: [lion]", 18, ["spec.search.parameters[2].when", "lion"] },
        { "zero images", "train: 100", "train: 0", 12, ["spec.dataset.imagesPerClass.train: 0 is out of range"] },
        { "field larger than the structure", "fieldOfViewNm: 500", "fieldOfViewNm: 5000", 8, ["boxNm: 1000 nm is smaller than the field of view, 5000 nm"] },
        { "negative budget", "maxTrials: 12", "maxDurationSeconds: -5", 20, ["spec.search.maxDurationSeconds: -5 is out of range"] },
        { "parallel 0", "maxTrials: 12", "parallelTrials: 0", 20, ["spec.search.parallelTrials: 0 is out of range"] },
        { "grid over a continuum", "algorithm: random", "algorithm: grid", 17, ["spec.search.parameters[1].double.step", "grid"] },
        { "no structure", "structure: { random: { volumeFraction: 0.15, boxNm: 1000 } }", "structure: {}", 10, ["spec.dataset.classes[1].structure: has no structure"] },
        { "missing file", "{ random: { volumeFraction: 0.15, boxNm: 1000 } }", "{ scattering: { file: nowhere.xml } }", 10, ["spec.dataset.classes[1].structure.scattering.file", "nowhere.xml"] },
        { "unset variable in a path", "{ random: { volumeFraction: 0.15, boxNm: 1000 } }", "{ volume: { file: '${FILLER_TEST_UNSET}/a.map' } }", 10, ["FILLER_TEST_UNSET, which is not set", "export FILLER_TEST_UNSET"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_wrong_manifest_is_refused_and_nothing_written(string what, string old, string replacement, int line, string[] messages)
    {
        Assert.Contains(old, Good);

        var (code, output, error) = await RunAsync(Good.Replace(old, replacement));

        Assert.True(code == ExitCode.BadInput, $"{what}: {error}");
        Assert.Empty(output);
        Assert.All(messages, m => Assert.Contains(m, error));
        Assert.Contains($"study.yaml:{line}:", error);
        Assert.DoesNotContain("Exception", error);
        Assert.False(Directory.Exists(folder.At("run")), $"{what}: something was written");
    }

    [Fact]
    public async Task One_class_is_refused()
    {
        var from = Good.IndexOf("      - name: random", StringComparison.Ordinal);
        var to = Good.IndexOf("    slices:", StringComparison.Ordinal);

        var (code, _, error) = await RunAsync(Good.Remove(from, to - from));

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("spec.dataset.classes: 1 class: nothing to tell apart; write at least 2 classes", error);
    }

    [Fact]
    public async Task A_bomb_of_aliases_is_refused()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 11).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        var (code, _, error) = await RunAsync(bomb);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("once aliases are expanded", error);
    }

    [Theory]
    [InlineData("cut.xml", "<?xml version=\"1.0\"?><SASroot version=\"1.1\" xmlns=\"urn:cansas1d:1.1\"><SASentry><SASdata><Idata><Q unit=\"1/A\">0.01</Q>", "scattering")]
    [InlineData("cut.map", "too short for a header of 1024 bytes", "volume")]
    public async Task A_truncated_file_is_named_and_nothing_written(string file, string content, string kind)
    {
        await File.WriteAllTextAsync(folder.At(file), content);
        await File.WriteAllTextAsync(folder.At("study.yaml"), Good.Replace("{ random: { volumeFraction: 0.15, boxNm: 1000 } }", $"{{ {kind}: {{ file: {file} }} }}").Replace("fieldOfViewNm: 500", "fieldOfViewNm: 100"));

        foreach (var command in new[] { new[] { "run" }, ["dataset", "build"] })
        {
            var (code, _, error) = await CommandLine.RunAsync([.. command, folder.At("study.yaml"), "--run-folder", folder.At("run")]);

            Assert.True(code == ExitCode.BadInput, error);
            Assert.Contains($"study.yaml:10:", error);
            Assert.Contains($"spec.dataset.classes[1].structure.{kind}.file", error);
            Assert.Contains(file, error);
            Assert.DoesNotContain("Exception", error);
            Assert.False(Directory.Exists(folder.At("run")));
        }
    }

    [Fact]
    public async Task A_file_in_the_way_of_the_run_folder_is_named()
    {
        await File.WriteAllTextAsync(folder.At("run"), "a file");

        var (code, _, error) = await RunAsync(Good);

        Assert.True(code == ExitCode.BadInput, error);
        Assert.Contains(folder.At("run"), error);
        Assert.Contains("--run-folder", error);
    }

    [Fact]
    public async Task A_run_folder_where_nobody_may_write_is_named()
    {
        await File.WriteAllTextAsync(folder.At("study.yaml"), Good);

        // The kernel's file system takes no folder, not even the superuser's.
        var (code, _, error) = await CommandLine.RunAsync("run", folder.At("study.yaml"), "--run-folder", "/proc/filler/run");

        Assert.True(code == ExitCode.BadInput, error);
        Assert.Contains("/proc/filler/run: cannot be written", error);
        Assert.Contains("--run-folder", error);
    }

    [Fact]
    public async Task A_manifest_that_is_not_there_is_named()
    {
        var (code, _, error) = await CommandLine.RunAsync("run", folder.At("nothing.yaml"));

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("nothing.yaml: no such file", error);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string manifest)
    {
        await File.WriteAllTextAsync(folder.At("study.yaml"), manifest);
        return await CommandLine.RunAsync("run", folder.At("study.yaml"), "--run-folder", folder.At("run"));
    }
}
