using System.Text.Json;

namespace Filler.EndToEnd.Tests;

public class BaselineTests
{
    [Fact]
    public async Task One_study_says_whether_the_network_is_worth_it()
    {
        using var tiny = new TinyStudy();
        var manifest = await File.ReadAllTextAsync(tiny.Manifest);
        var search = manifest.IndexOf("    algorithm: random", StringComparison.Ordinal);
        await File.WriteAllTextAsync(tiny.Manifest, manifest[..search].Replace("dropout: 0.1 }", "dropout: 0.1, hogSvm: { cellPixels: 4 } }", StringComparison.Ordinal) + """
                algorithm: grid
                parameters:
                  - { path: model.family, choice: [plain, hogSvm] }
                  - { path: model.hogSvm.orientations, choice: [6, 9], when: { model.family: [hogSvm] } }
                pruning: { algorithm: asha, reduction: 2, minEpochs: 1 }
                parallelTrials: 1
            """);

        var run = await FillerProcess.RunAsync(tiny.Run("run"));
        var report = await FillerProcess.RunAsync("report", tiny.At("run"));
        var compared = await FillerProcess.RunAsync("compare", tiny.At("run"), "0", "1", "--output", "json");
        var again = await FillerProcess.RunAsync(tiny.Run("again", "--set", $"storage.folder={tiny.At("run/store")}"));

        Assert.True(run.Code == 0, run.ToString());
        var trials = tiny.Record("run").Trials;
        Assert.Equal(["C1F1", "HOG + linear SVM", "HOG + linear SVM"], trials.Select(t => t.Status.Result?.Architecture).Order(StringComparer.Ordinal));
        Assert.Contains("python3 examples/load_model.py ", run.Output);
        Assert.Contains("Is the network worth it? On the same 48 evaluation images C1F1 (trial ", report.Output);
        Assert.Contains("python3 examples/load_model.py ", report.Output);
        Assert.Equal(48, new[] { "bothRight", "onlyFirst", "onlySecond", "bothWrong" }.Sum(n => JsonDocument.Parse(compared.Output).RootElement[0].GetProperty(n).GetInt32()));
        // Results on a store are everybody's: nothing is fitted twice.
        Assert.True(again.Code == 0, again.ToString());
        Assert.All(tiny.Record("again").Trials, t => Assert.NotNull(t.Status.ReusedFrom));
    }
}
