using System.Diagnostics;
using Filler.Api;
using Filler.Cli.Records;
using Filler.Cli.Running;

namespace Filler.Cli.Workers;

/// <summary>Starts worker processes under the contract that a pod gets (<see cref="WorkerEnvironment"/>).</summary>
/// <param name="store">Address of the blob store.</param>
/// <param name="threads">Threads for each worker.</param>
/// <param name="device">auto, cpu or cuda.</param>
internal sealed class WorkerLauncher(WorkerProgram program, RunFolder folder, string store, int threads, string device) : IWorkerLauncher
{
    public ITrialWorker Start(Trial trial, string digest, Action<RunFact> report)
    {
        var order = folder.Order(trial);
        AtomicFile.Write(order, FillerJson.Serialize(trial, indented: true));
        var command = program.CommandLine();
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                [WorkerEnvironment.Trial] = Path.GetFullPath(order),
                [WorkerEnvironment.Store] = store,
                [WorkerEnvironment.DatasetDigest] = digest,
                [WorkerEnvironment.Threads] = threads.ToString(),
                [WorkerEnvironment.Device] = device,
                [WorkerEnvironment.ParentPipe] = "1",
            },
        };
        return WorkerProcess.Start(start, trial, folder.Log(trial), report);
    }
}
