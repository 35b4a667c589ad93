using Filler.Api;
using Filler.Worker.Cluster;
using k8s;

namespace Filler.Worker.Packing;

/// <summary>A pack as its pod starts it: this program again for each trial, in a scratch folder of this container.</summary>
internal static class PackProgram
{
    /// <exception cref="WorkerSettingsException">The environment does not say what to do.</exception>
    /// <exception cref="OperationCanceledException">Told to leave; every process is gone.</exception>
    public static async Task RunAsync(Func<string, string?> variable, TextWriter output, TextWriter log, TimeProvider time, CancellationToken leave)
    {
        var settings = PackSettings.Read(variable);
        var scratch = Directory.CreateTempSubdirectory("filler-pack-").FullName;
        using var client = new Kubernetes(KubernetesClientConfiguration.BuildDefaultConfig());
        var program = Program();
        var environment = EnvironmentOf(settings, scratch);
        var cards = Cards.Of(WorkerSettings.DeviceOf(variable(WorkerEnvironment.Device)), variable, Cards.AskDriver);
        var pack = new Pack(
            settings,
            new PackWatch(client, settings.Namespace, settings.PodUid, log, time).RunAsync,
            new EndReporter(target => new KubernetesTrialStatus(target), log, time),
            Start,
            log,
            time);
        log.WriteLine($"worker: a pack of {settings.Seats} seats waits for trials");
        try
        {
            await pack.RunAsync(leave);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }

        PackProcess Start(PackedTrial trial, PackOrder order, IReadOnlyCollection<PackProcess> running) => PackProcess.Start(
            trial.Name, Path.Combine(scratch, $"{trial.Name}-{trial.Attempt}"), order, program,
            cards.Count == 0 ? environment : new(environment) { [Cards.Visible] = Cards.LeastUsed(cards, [.. running.Select(r => r.Card!)]) },
            output, log, time);
    }

    /// <summary>What holds for every trial of the pack beside what the pod says to all.</summary>
    /// <param name="scratch">A folder of this pack.</param>
    internal static Dictionary<string, string?> EnvironmentOf(PackSettings settings, string scratch) => new()
    {
        [WorkerEnvironment.Seats] = null,
        [WorkerEnvironment.Report] = WorkerEnvironment.ReportToKubernetes,
        [WorkerEnvironment.Threads] = settings.Threads.ToString(),
        [WorkerEnvironment.Parent] = WorkerEnvironment.ParentOnInput,
        // The container's memory is shared as much as the card's is: whoever takes too much of it ends all.
        [WorkerEnvironment.Claims] = Path.Combine(scratch, "claims"),
    };

    private static string[] Program() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [Environment.ProcessPath!, typeof(PackProgram).Assembly.Location]
        : [Environment.ProcessPath!];
}
