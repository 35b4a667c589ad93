using System.Threading.Channels;
using Filler.Api;
using Filler.Worker.Cluster;

namespace Filler.Worker.Packing;

/// <summary>
/// Several trials in one pod, each a process of its own (ADR 68). One loop: news comes in through a channel, <see cref="PackDecision"/> says what follows, it is
/// done. libtorch is never loaded here: what a trial does to its process must not reach the others.
/// </summary>
/// <param name="watch">Tells of the Trials until it is cancelled.</param>
/// <param name="start">Starts the process of an attempt, on a card beside those of the attempts that run.</param>
internal sealed class Pack(
    PackSettings settings, Func<ChannelWriter<PackNews>, CancellationToken, Task> watch, EndReporter reporter, Func<PackedTrial, PackOrder, IReadOnlyCollection<PackProcess>, PackProcess> start,
    TextWriter log, TimeProvider time)
{
    /// <summary>A pack that has had nothing to do for so long leaves: the operator that should have deleted it is gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>How long the last ends are tried, once every process is gone: well within a pod's grace period.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly Channel<PackNews> news = Channel.CreateUnbounded<PackNews>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<(string Uid, int Attempt), PackedAttempt> here = [];
    private readonly Dictionary<(string Uid, int Attempt), PackProcess> processes = [];
    private readonly Dictionary<(string Uid, int Attempt), Task> reports = [];
    private Dictionary<string, PackedTrial>? seen;
    private bool leaving;

    /// <returns>When there was nothing to do for <see cref="Patience"/>.</returns>
    /// <exception cref="OperationCanceledException">Told to leave; every process is gone.</exception>
    public async Task RunAsync(CancellationToken leave)
    {
        using var over = new CancellationTokenSource();
        await using var asked = leave.Register(() => news.Writer.TryWrite(new PackNews.Leave()));
        var watching = WatchAsync(over.Token);
        try
        {
            long? idle = null;
            while (true)
            {
                CarryOut(over.Token);
                if (leaving && processes.Count == 0) break;
                if (processes.Count > 0 || reports.Values.Any(r => !r.IsCompleted)) idle = null;
                else idle ??= time.GetTimestamp();
                var left = idle is { } since ? Patience - time.GetElapsedTime(since) : Timeout.InfiniteTimeSpan;
                if (idle is not null && left <= TimeSpan.Zero) return;
                await TakeNewsAsync(left);
            }

            log.WriteLine("worker: every trial of this pack has left");
            using var farewell = time.CreateTimer(_ => over.Cancel(), null, Farewell, Timeout.InfiniteTimeSpan);
            await Task.WhenAll(reports.Values);
            leave.ThrowIfCancellationRequested();
        }
        finally
        {
            await over.CancelAsync();
            foreach (var process in processes.Values) process.Kill();
            await Task.WhenAll([watching, .. reports.Values, .. processes.Values.Select(p => p.Ended)]);
        }
    }

    private async Task WatchAsync(CancellationToken over)
    {
        try
        {
            await watch(news.Writer, over);
        }
        catch (Exception e)
        {
            // A pack that sees nothing must not go on as if all were quiet: the loop ends with this.
            news.Writer.TryComplete(e);
        }
    }

    private void CarryOut(CancellationToken over)
    {
        // Steps change what is known here, and more may follow from that; no steps are rest.
        while (PackDecision.Decide(seen?.Values, here.Values, settings.Seats, leaving ? "the pod is told to leave" : null) is { Count: > 0 } steps)
        {
            foreach (var step in steps) CarryOut(step, over);
        }
    }

    private void CarryOut(PackStep step, CancellationToken over)
    {
        switch (step)
        {
            case PackStep.Start { Trial: var trial, Order: var order }:
                Start(trial, order);
                break;
            case PackStep.Decline { Trial: var trial, Code: var code, Message: var message }:
                log.WriteLine($"worker: {trial.Name}: attempt {trial.Attempt} is not begun: {message}");
                Put(Taken(trial) with { End = Declined(trial, code, message) });
                break;
            case PackStep.Terminate { Attempt: var attempt, Reason: var reason }:
                log.WriteLine($"worker: {attempt.Name}: attempt {attempt.Number} is told to leave: {reason}");
                processes[Key(attempt)].Terminate();
                Put(attempt with { Told = AttemptSignal.Terminate });
                break;
            case PackStep.Kill { Attempt: var attempt, Reason: var reason }:
                log.WriteLine($"worker: {attempt.Name}: attempt {attempt.Number} is killed: {reason}");
                processes[Key(attempt)].Kill();
                Put(attempt with { Told = AttemptSignal.Kill });
                break;
            case PackStep.Report { Attempt: var attempt }:
                Put(attempt with { IsReported = true });
                reports[Key(attempt)] = reporter.ReportAsync(new ReportTarget(settings.Namespace, attempt.Name, attempt.Number, settings.PodUid), attempt.End!, over);
                break;
            case PackStep.Forget { Attempt: var attempt }:
                here.Remove(Key(attempt));
                reports.Remove(Key(attempt));
                break;
            default:
                throw new InvalidOperationException($"step {step.GetType().Name} is unknown");
        }
    }

    private void Start(PackedTrial trial, PackOrder order)
    {
        var attempt = Taken(trial);
        try
        {
            var process = start(trial, order, processes.Values);
            processes.Add(Key(attempt), process);
            _ = process.Ended.ContinueWith(
                ended => news.Writer.TryWrite(new PackNews.Ended(attempt.Uid, attempt.Number, ended.Result)), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            log.WriteLine($"worker: {trial.Name}: attempt {trial.Attempt} begins, {processes.Count} of {settings.Seats} seats are taken");
            Put(attempt);
        }
        catch (WorkerSettingsException e)
        {
            log.WriteLine($"worker: {e.Message}");
            Put(attempt with { End = Declined(trial, WorkerExitCode.Environment, e.Message) });
        }
    }

    private async Task TakeNewsAsync(TimeSpan limit)
    {
        using var waited = new CancellationTokenSource();
        var arrival = news.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        await Task.WhenAny(arrival, Task.Delay(limit, time, waited.Token));
        await waited.CancelAsync();
        if (arrival.IsCompleted) await arrival;
        while (news.Reader.TryRead(out var item)) Take(item);
    }

    private void Take(PackNews item)
    {
        switch (item)
        {
            case PackNews.Listed { Trials: var trials }:
                seen = trials.ToDictionary(t => t.Uid);
                foreach (var trial in trials) ReportAgain(trial);
                break;
            case PackNews.Changed { Trial: var trial }:
                seen![trial.Uid] = trial;
                ReportAgain(trial);
                break;
            case PackNews.Gone { Uid: var uid }:
                seen!.Remove(uid);
                break;
            case PackNews.Ended { Uid: var uid, Attempt: var number, End: var end }:
                processes.Remove((uid, number));
                var attempt = here[(uid, number)];
                log.WriteLine($"worker: {attempt.Name}: attempt {number} has ended with {(end.Code > 128 ? $"signal {end.Code - 128}" : $"exit code {end.Code}")} after {end.Seconds:0} s");
                Put(attempt with { End = end });
                break;
            case PackNews.Leave:
                leaving = true;
                break;
            default:
                throw new InvalidOperationException($"news {item.GetType().Name} is unknown");
        }
    }

    // A report of the process itself may have been on its way when it died, and have come after that of its end: it is told again.
    private void ReportAgain(PackedTrial trial)
    {
        if (!trial.IsEndTold && here.GetValueOrDefault((trial.Uid, trial.Attempt)) is { IsReported: true } attempt && reports[Key(attempt)].IsCompleted)
            Put(attempt with { IsReported = false });
    }

    private void Put(PackedAttempt attempt) => here[Key(attempt)] = attempt;

    private static PackedAttempt Taken(PackedTrial trial) => new(trial.Name, trial.Uid, trial.Attempt);

    private static ProcessEnd Declined(PackedTrial trial, int code, string message) => new(
        code,
        (code == WorkerExitCode.Stopped ? (TerminationMessage)new StoppedMessage { Attempt = trial.Attempt, Message = message } : new FailedMessage { Attempt = trial.Attempt, Message = message }).ToLine(),
        0);

    private static (string Uid, int Attempt) Key(PackedAttempt attempt) => (attempt.Uid, attempt.Number);
}
