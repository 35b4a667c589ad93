using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Filler.Worker.Tests;

/// <summary>The example runs as the page says: parameters in, one line of JSON out.</summary>
public sealed class OwnTrainerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("filler-trainer-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(0.003, 32, 1.0)]
    [InlineData(0.003, 96, 0.5)]
    public async Task It_reads_its_parameters_and_reports_its_metric(double rate, int filters, double metric)
    {
        var (parameters, result) = (Path.Combine(folder.FullName, "parameters.json"), Path.Combine(folder.FullName, "result"));
        var values = new Dictionary<string, object> { ["training.learningRate"] = rate, ["model.filters"] = filters };
        await File.WriteAllTextAsync(parameters, JsonSerializer.Serialize(values));
        var root = typeof(OwnTrainerTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        var start = new ProcessStartInfo("python3", [Path.Combine(root, "examples", "own_trainer.py")])
        {
            Environment = { ["FILLER_PARAMETERS"] = parameters, ["FILLER_RESULT_FILE"] = result },
        };

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(metric, JsonDocument.Parse(await File.ReadAllTextAsync(result)).RootElement.GetProperty("metric").GetDouble(), 6);
    }
}
