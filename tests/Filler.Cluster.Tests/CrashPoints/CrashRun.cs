using Filler.TestKit.Cluster;
using Filler.TestKit.Proxy;

namespace Filler.Cluster.Tests.CrashPoints;

/// <summary>One run of a study, undisturbed or with one kill.</summary>
internal static class CrashRun
{
    // As the chart runs it: the container that starts again in its pod.
    private static readonly Dictionary<string, string> Pod = new() { ["FILLER_LEADER_ELECTION"] = "true", ["POD_NAME"] = "filler-operator-0" };

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <returns>The final state and the number of writes that led to it.</returns>
    public static async Task<(FinalState State, IReadOnlyList<string> Writes)> UndisturbedAsync(ControlPlane plane, CrashStudy study)
    {
        await using var scene = await StudyScene.ArrangeAsync(plane, study);
        await using var proxy = await ApiServerProxy.StartAsync(plane);
        await using var sut = scene.Operator(proxy.KubeConfig, Pod);
        await sut.StartAsync();
        await scene.ApplyAsync();
        await UntilAsync(scene.IsFinishedAsync, () => $"{study.Name} does not finish:\n{scene.Faults}\n{sut.Log}");

        // At rest: nothing is written for a second.
        for (var (writes, quiet) = (proxy.Writes, 0); quiet < 10; quiet = proxy.Writes == writes ? quiet + 1 : 0, writes = proxy.Writes)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        return (await scene.StateAsync(), [.. proxy.Requests.Where(r => r.Number > 0).Select(r => $"{r.Method} {r.Path.Replace(scene.Namespace, "NAMESPACE", StringComparison.Ordinal)}")]);
    }

    /// <summary>Kills the operator at one write, starts it again, and waits for the undisturbed run's state.</summary>
    /// <returns>From the start of the new process to its first write; null where nothing was left to write, or the study was over before that write.</returns>
    public static async Task<CrashOutcome> KilledAsync(ControlPlane plane, CrashStudy study, CrashPoint point, FinalState expected)
    {
        await using var scene = await StudyScene.ArrangeAsync(plane, study);
        await using var proxy = await ApiServerProxy.StartAsync(plane);
        await using var sut = scene.Operator(proxy.KubeConfig, Pod);
        var killed = false;
        if (point.Kind == CrashKind.RequestLost) proxy.BeforeWrite = KillAsync;
        else proxy.AfterWrite = KillAsync;
        await sut.StartAsync();
        await scene.ApplyAsync();
        await UntilAsync(async () => Volatile.Read(ref killed) || (await scene.IsFinishedAsync() && proxy.Writes < point.Write), () => $"{study.Name} neither reaches write {point.Write} nor finishes:\n{scene.Faults}\n{sut.Log}");

        // A connection of its own for the new process: what the dead one still had on its way is not counted with it.
        await using var second = await ApiServerProxy.StartAsync(plane);
        await using var again = scene.Operator(second.KubeConfig, Pod);
        var start = TimeProvider.System.GetTimestamp();
        var recovered = TimeSpan.Zero;
        second.BeforeWrite = r =>
        {
            if (r.Number == 1) recovered = TimeProvider.System.GetElapsedTime(start);
            return Task.CompletedTask;
        };
        if (killed) await again.StartAsync();
        await scene.BecomesAsync(expected, () => $"{sut.Log}\n{again.Log}");
        return new CrashOutcome(killed, second.Writes > 0 ? recovered : null);

        async Task KillAsync(ProxiedRequest request)
        {
            if (request.Number != point.Write) return;
            await sut.KillAsync();
            Volatile.Write(ref killed, true);
            if (point.Kind == CrashKind.RequestLost) throw new OperationCanceledException();
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, Func<string> otherwise)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit) throw new TimeoutException(otherwise());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
