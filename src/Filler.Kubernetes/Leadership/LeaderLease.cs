using System.Net;
using Filler.Kubernetes.Telemetry;
using k8s.Autorest;
using k8s.LeaderElection;
using Microsoft.Extensions.Logging;

namespace Filler.Kubernetes.Leadership;

/// <summary>
/// Leads while it holds a lease. Any failed request is a failed attempt and no more; leadership ends when none succeeded for
/// <see cref="LeaseOptions.RenewDeadline"/>, before others may take over. Released on a clean stop, after the work has ended.
/// </summary>
internal sealed class LeaderLease(ILock lease, LeaseOptions options, LeaseFence fence, TimeProvider time, ILogger<LeaderLease> logger)
{
    private LeaderElectionRecord? observed;
    private long observedAt;

    public bool IsLeader => fence.IsOpen;

    /// <summary>Who holds the lease as last seen; empty when nobody does.</summary>
    public string Holder => observed?.HolderIdentity ?? "";

    /// <summary>
    /// Acquires, lets <paramref name="lead"/> work, and acquires again when leadership was lost; ends after <paramref name="stop"/>, when
    /// the work has ended. The work's token is cancelled when leadership is lost; that it shall stop it learns from <paramref name="stop"/>.
    /// </summary>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken stop)
    {
        while (await AcquireAsync(stop))
        {
            RuntimeLog.Leading(logger, options.Identity);
            RuntimeTelemetry.Leader(1);
            using var leadership = new CancellationTokenSource();
            using var ended = new CancellationTokenSource();
            var work = Task.Run(() => lead(leadership.Token), CancellationToken.None);
            var renewal = RenewAsync(leadership, ended.Token);
            try
            {
                await work;
            }
            finally
            {
                await ended.CancelAsync();
                await renewal;
                RuntimeTelemetry.Leader(-1);
                // Work that ended by itself or failed leaves the lease to others at once too.
                if (!leadership.IsCancellationRequested)
                    await ReleaseAsync();
                fence.Close();
            }
            if (!leadership.IsCancellationRequested)
                return;
        }
    }

    /// <returns>False when stopped first.</returns>
    private async Task<bool> AcquireAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                if (await TryAcquireOrRenewAsync(stop))
                    return true;
                await Task.Delay(options.RetryPeriod, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task RenewAsync(CancellationTokenSource leadership, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                await WaitForRenewalAsync(ended);
                if (await TryAcquireOrRenewAsync(ended))
                    continue;
                var lostTo = Holder != options.Identity;
                if (!lostTo && fence.IsOpen)
                    continue;
                RuntimeLog.LeaseLost(logger, lease.Describe(), lostTo ? $"held by {Holder}" : $"not renewed for {options.RenewDeadline.TotalSeconds:0.#} s");
                fence.Close();
                await leadership.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The work has ended: the lease is released by whoever waited for it.
        }
    }

    private async Task WaitForRenewalAsync(CancellationToken ended) => await Task.Delay(options.RetryPeriod, time, ended);

    /// <returns>Whether the lease is ours. The fence is open from the time the request was sent.</returns>
    private async Task<bool> TryAcquireOrRenewAsync(CancellationToken cancellationToken)
    {
        var sent = time.GetTimestamp();
        // A request that hangs must not use up all the time there is for the next one.
        using var patience = new CancellationTokenSource(options.RenewDeadline / 2, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var held = await ReadAsync(either.Token);
            if (held is not null && !MayTake(held))
                return false;
            var record = RecordAfter(held);
            var written = held is null ? await lease.CreateAsync(record, either.Token) : await lease.UpdateAsync(record, either.Token);
            if (!written)
                return false;
            Saw(record);
            fence.Open(sent, options.RenewDeadline);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or HttpOperationException or IOException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            RuntimeLog.LeaseAttemptFailed(logger, lease.Describe(), e.Message);
            return false;
        }
    }

    private async Task<LeaderElectionRecord?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var record = await lease.GetAsync(cancellationToken);
            if (!record.Equals(observed))
                Saw(record);
            return record;
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    // Times in the record are of another machine's clock: only how long it stands unchanged here counts.
    private bool MayTake(LeaderElectionRecord held) =>
        string.IsNullOrEmpty(held.HolderIdentity) || held.HolderIdentity == options.Identity
        || time.GetElapsedTime(observedAt) >= TimeSpan.FromSeconds(held.LeaseDurationSeconds);

    private LeaderElectionRecord RecordAfter(LeaderElectionRecord? held)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var renews = held?.HolderIdentity == options.Identity;
        return new LeaderElectionRecord
        {
            HolderIdentity = options.Identity,
            LeaseDurationSeconds = (int)Math.Ceiling(options.LeaseDuration.TotalSeconds),
            AcquireTime = renews ? held!.AcquireTime : now,
            RenewTime = now,
            LeaderTransitions = held is null ? 0 : renews ? held.LeaderTransitions : held.LeaderTransitions + 1,
        };
    }

    private void Saw(LeaderElectionRecord record) => (observed, observedAt) = (record, time.GetTimestamp());

    private async Task ReleaseAsync()
    {
        using var patience = new CancellationTokenSource(options.RenewDeadline / 2, time);
        try
        {
            if (await ReadAsync(patience.Token) is not { } held || held.HolderIdentity != options.Identity)
                return;
            var now = time.GetUtcNow().UtcDateTime;
            var empty = new LeaderElectionRecord
            {
                HolderIdentity = "",
                LeaseDurationSeconds = 1,
                AcquireTime = now,
                RenewTime = now,
                LeaderTransitions = held.LeaderTransitions,
            };
            if (await lease.UpdateAsync(empty, patience.Token))
                RuntimeLog.LeaseReleased(logger, lease.Describe());
        }
        catch (Exception e) when (e is HttpRequestException or HttpOperationException or IOException or OperationCanceledException)
        {
            // It runs out by itself.
            RuntimeLog.LeaseAttemptFailed(logger, lease.Describe(), e.Message);
        }
    }
}
