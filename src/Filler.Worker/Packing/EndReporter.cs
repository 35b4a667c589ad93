using Filler.Api;
using Filler.Worker.Cluster;

namespace Filler.Worker.Packing;

/// <summary>Tells the API server how attempts ended.</summary>
/// <param name="client">To the status of one Trial.</param>
internal sealed class EndReporter(Func<ReportTarget, ITrialStatusClient> client, TextWriter log, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Tries until it is written, or until the API server says that nobody waits for it.</summary>
    public async Task ReportAsync(ReportTarget target, ProcessEnd end, CancellationToken cancellationToken)
    {
        var status = client(target);
        using var disposed = status as IDisposable;
        var said = false;
        for (var pause = Pause; !cancellationToken.IsCancellationRequested; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var outcome = await status.PatchAsync(EndReport.IntoItsOwn(target, end, time.GetUtcNow()), cancellationToken);
            // There may be no report of this attempt yet: its process may have died before its first one.
            if (outcome is ReportOutcome.Refused) outcome = await status.PatchAsync(EndReport.Alone(target, end, time.GetUtcNow()), cancellationToken);
            switch (outcome)
            {
                case ReportOutcome.Written:
                    if (said) log.WriteLine($"worker: {target.Name}: its end has arrived at the API server");
                    return;
                case ReportOutcome.Refused { Reason: var reason }:
                    log.WriteLine($"worker: {target.Name}: its end is no longer asked for: {reason}");
                    return;
                case ReportOutcome.Failed { Reason: var reason } when !said:
                    said = true;
                    log.WriteLine($"worker: {target.Name}: its end did not arrive at the API server: {reason}; tried again until it does");
                    break;
            }

            await Task.WhenAny(Task.Delay(pause, time, cancellationToken));
        }
    }
}
