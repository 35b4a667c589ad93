using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Controllers;
using Filler.Kubernetes.Leadership;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Filler.Kubernetes.Tests.Controllers;

public class ControllerRunnerTests
{
    [Fact]
    public async Task What_a_late_renewal_cut_short_is_done_again_while_leadership_goes_on()
    {
        var store = new EntityStore<V1ConfigMap>([], e => e);
        store.Upsert(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "ns", Uid = "u", ResourceVersion = "1" } });
        var reconciler = new RefusedOnce();
        var sut = new ControllerRunner<V1ConfigMap>(new ControllerOptions { Name = "test" }, reconciler, store, TimeProvider.System, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var running = sut.RunAsync(stop.Token, CancellationToken.None);

        await Eventually.HoldsAsync(() => reconciler.Runs == 2);

        await stop.CancelAsync();
        await running;
    }

    /// <summary>Its first write meets a closed fence.</summary>
    private sealed class RefusedOnce : IReconciler<V1ConfigMap>
    {
        private int runs;

        public int Runs => Volatile.Read(ref runs);

        public Task<ReconciliationResult<V1ConfigMap>> ReconcileAsync(V1ConfigMap entity, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref runs) == 1 ? throw new LeadershipLostException("not renewed in time") : Task.FromResult(ReconciliationResult<V1ConfigMap>.Success(entity));

        public Task<ReconciliationResult<V1ConfigMap>> DeletedAsync(V1ConfigMap entity, CancellationToken cancellationToken) =>
            Task.FromResult(ReconciliationResult<V1ConfigMap>.Success(entity));
    }
}
