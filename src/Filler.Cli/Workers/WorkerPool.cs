using System.Diagnostics;
using Filler.Api;
using Filler.Cli.Records;
using Filler.Cli.Running;

namespace Filler.Cli.Workers;

/// <summary>The worker processes of a run. Each runs trials one after another (<see cref="WorkerOrder"/>), so that a trial mostly meets one that is warm.</summary>
/// <param name="store">Address of the blob store.</param>
/// <param name="threads">Threads for each worker.</param>
/// <param name="device">auto, cpu or cuda.</param>
/// <param name="cards">To which the processes are spread (<see cref="Cards"/>); none: each sees what there is.</param>
internal sealed class WorkerPool(WorkerProgram program, RunFolder folder, string store, int threads, string device, IReadOnlyList<string> cards) : IWorkerLauncher, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // One for all runs of a user: their cards are the same. Another user's files could not be written.
    private static readonly string Claims = Path.Combine(Path.GetTempPath(), $"filler-claims-{Environment.UserName}");

    private readonly Lock gate = new();
    private readonly List<WorkerProcess> all = [];
    private readonly List<WorkerProcess> idle = [];

    public void Expect(int trials)
    {
        lock (gate)
        {
            while (idle.Count < trials) idle.Add(Launch());
        }
    }

    public ITrialWorker Start(Trial trial, string digest, Action<RunFact> report)
    {
        var attempt = new OrderedAttempt(trial, digest, AttemptLog.Create(folder.Log(trial)), report);
        lock (gate)
        {
            // One that died while it had nothing to do is passed over.
            while (idle.Count > 0)
            {
                if (TakeIdle().TryRun(attempt)) return attempt;
            }

            var cold = Launch();
            return cold.TryRun(attempt) ? attempt : throw new InvalidOperationException("a process that has just been started is busy");
        }
    }

    /// <summary>Lets every process leave, and kills what does not.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in all) process.Dismiss();
        var gone = Task.WhenAll(all.Select(p => p.Ended));
        await Task.WhenAny(gone, Task.Delay(Patience, TimeProvider.System));
        foreach (var process in all) process.Kill();
        await gone;
    }

    private WorkerProcess Launch()
    {
        var command = program.CommandLine();
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                [WorkerEnvironment.Orders] = WorkerEnvironment.OrdersOnInput,
                [WorkerEnvironment.Store] = store,
                [WorkerEnvironment.Threads] = threads.ToString(),
                [WorkerEnvironment.Device] = device,
                // glibc else keeps memory apart for each thread, and what a trial freed on one does not serve the next on another.
                ["MALLOC_ARENA_MAX"] = "1",
            },
        };
        var card = cards.Count == 0 ? null : Cards.LeastUsed(cards, [.. all.Where(p => !p.Ended.IsCompleted).Select(p => p.Card!)]);
        if (card is not null)
        {
            start.Environment[Cards.Visible] = card;
            start.Environment[WorkerEnvironment.Claims] = Claims;
        }

        var process = WorkerProcess.Start(start, card, free: Free);
        all.Add(process);
        return process;
    }

    // The last that came is the warmest; on several cards one whose card has least to do goes first.
    private WorkerProcess TakeIdle()
    {
        var busy = all.Except(idle).Where(p => !p.Ended.IsCompleted).ToLookup(p => p.Card);
        var taken = idle.AsEnumerable().Reverse().MinBy(p => busy[p.Card].Count())!;
        idle.Remove(taken);
        return taken;
    }

    private void Free(WorkerProcess process)
    {
        lock (gate) idle.Add(process);
    }
}
