using System.Text.Json;
using System.Threading.Channels;
using Filler.Api;

namespace Filler.Worker;

/// <summary>The trials that a runner orders through the pipe, one after another (<see cref="WorkerOrder"/>).</summary>
internal sealed class OrderedTrials
{
    private readonly StopRequest process;
    private readonly Channel<TrialAssignment> waiting = Channel.CreateUnbounded<TrialAssignment>();
    private TrialAssignment? latest;

    /// <param name="process">Asked when the input ends: a runner that was killed closes its end of the pipe.</param>
    public OrderedTrials(TextReader input, StopRequest process)
    {
        this.process = process;
        // Reading a pipe blocks, so it has a thread; a stop must be heard while training holds another.
        new Thread(() => Read(input)) { IsBackground = true, Name = "orders" }.Start();
    }

    /// <exception cref="WorkerSettingsException">The variable has a value that says nothing.</exception>
    public static bool AreAsked(Func<string, string?> variable) => variable(WorkerEnvironment.Orders) switch
    {
        null or "" => false,
        WorkerEnvironment.OrdersOnInput => true,
        var other => throw new WorkerSettingsException($"{WorkerEnvironment.Orders}={other}: write {WorkerEnvironment.OrdersOnInput}, or leave it out to run one trial"),
    };

    /// <returns>The next trial; null where there will be none.</returns>
    /// <exception cref="WorkerSettingsException">The runner wrote something that is no order.</exception>
    public async Task<TrialAssignment?> NextAsync()
    {
        try
        {
            return await waiting.Reader.WaitToReadAsync(process.Token) && waiting.Reader.TryRead(out var next) ? next : null;
        }
        catch (OperationCanceledException) when (process.Token.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Read(TextReader input)
    {
        WorkerSettingsException? broken = null;
        try
        {
            while (input.ReadLine() is { } line) Take(FillerJson.Deserialize<WorkerOrder>(line), line);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            broken = new WorkerSettingsException($"standard input: not an order: {e.Message}", e);
        }
        catch (WorkerSettingsException e)
        {
            broken = e;
        }

        waiting.Writer.Complete(broken);
        if (broken is null) process.Ask("the parent is gone");
    }

    private void Take(WorkerOrder order, string line)
    {
        switch (order)
        {
            case RunOrder run:
                latest = new TrialAssignment(TrialAssignment.Checked(run.Trial, "standard input"), run.Dataset, new StopRequest(process), TimeProvider.System.GetUtcNow());
                waiting.Writer.TryWrite(latest);
                break;
            // The attempt may have ended while the order was on its way.
            case StopOrder stop when latest is { Trial: var trial } && (trial.Spec.Number, trial.Status.Attempt) == (stop.Trial, stop.Attempt):
                latest.Stop.Ask("told to stop");
                break;
            case StopOrder:
                break;
            default:
                throw new WorkerSettingsException($"standard input: order {line} is unknown");
        }
    }
}
