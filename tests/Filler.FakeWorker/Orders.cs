using System.Threading.Channels;
using Filler.Api;

namespace Filler.FakeWorker;

/// <summary>What the runner orders, read on a thread of its own.</summary>
internal sealed class Orders
{
    private readonly Channel<RunOrder> runs = Channel.CreateUnbounded<RunOrder>();
    private TaskCompletionSource stop = NewStop();
    private RunOrder? latest;

    // Console.In blocks, also in its Async methods.
    public Orders() => new Thread(Read) { IsBackground = true }.Start();

    /// <summary>Whether the attempt under way should end, or the runner is gone.</summary>
    public Task Stop => Volatile.Read(ref stop).Task;

    /// <summary>Set for an attempt that hears nothing: only the end of the runner ends it then.</summary>
    public bool Deaf { get; set; }

    public IAsyncEnumerable<RunOrder> AllAsync() => runs.Reader.ReadAllAsync();

    private static TaskCompletionSource NewStop() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Read()
    {
        while (Console.In.ReadLine() is { } line)
        {
            switch (FillerJson.Deserialize<WorkerOrder>(line))
            {
                case RunOrder run:
                    latest = run;
                    Volatile.Write(ref stop, NewStop());
                    runs.Writer.TryWrite(run);
                    break;
                case StopOrder asked when !Deaf && (asked.Trial, asked.Attempt) == (latest?.Trial.Spec.Number, latest?.Trial.Status.Attempt):
                    stop.TrySetResult();
                    break;
            }
        }

        if (Deaf) Environment.Exit(WorkerExitCode.Stopped);
        runs.Writer.Complete();
        stop.TrySetResult();
    }
}
