using Filler.Api;
using Filler.TestKit.Cluster;
using Filler.TestKit.Proxy;

namespace Filler.Worker.Tests.Packing;

/// <summary>A pack with real trials against a real API server.</summary>
public sealed class PackTests(ControlPlaneFixture cluster) : IClassFixture<ControlPlaneFixture>
{
    private const int Endless = 100_000;

    [SkippableFact]
    public async Task Trials_share_the_pod_and_each_tells_its_own_end()
    {
        using var scene = await SetAsync();
        using var pack = scene.Start(seats: 2, cluster.ControlPlane.AdminKubeConfig);
        await scene.OrderAsync(0, Endless);
        await scene.TrainsAsync(0);
        await scene.OrderAsync(1);
        await scene.OrderAsync(2);
        var (first, second) = (await scene.EndAsync(1), await scene.EndAsync(2));

        Assert.All([first, second], s =>
        {
            Assert.Equal((2, 1, PackScene.PodUid, "cpu"), (s.Epochs.Count, s.Report!.Attempt, s.Report.PodUid, s.Report.Device));
            Assert.Equal(0, s.Report.End!.Code);
            Assert.True(s.Report.End.Seconds > 0);
            Assert.Equal(2, Assert.IsType<TrialFinishedMessage>(TerminationMessage.TryParse(s.Report.End.Words)).Epochs);
        });
        // What aborts a process that has loaded libtorch must not reach the pack.
        Assert.DoesNotContain("libtorch", await File.ReadAllTextAsync($"/proc/{pack.Id}/maps"), StringComparison.Ordinal);
        Assert.Single(pack.Children());
        Assert.DoesNotContain("3 of 2 seats", pack.Said, StringComparison.Ordinal);

        pack.Terminate();

        Assert.Equal(WorkerExitCode.Stopped, await pack.EndAsync());
        var last = (await scene.EndAsync(0)).Report!.End!;
        Assert.Equal((WorkerExitCode.Stopped, new StoppedMessage { Attempt = 1, Message = "SIGTERM" }), (last.Code, TerminationMessage.TryParse(last.Words)));
        Assert.Contains("\"event\":\"finished\"", pack.Said, StringComparison.Ordinal);
        Assert.Contains("tiny-0000: worker: stopped: SIGTERM", pack.Said, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_stopped_trial_checkpoints_a_finished_one_is_killed_and_the_third_goes_on()
    {
        using var scene = await SetAsync();
        using var pack = scene.Start(seats: 3, cluster.ControlPlane.AdminKubeConfig);
        foreach (var number in new[] { 0, 1, 2 }) await scene.OrderAsync(number, Endless);
        foreach (var number in new[] { 0, 1, 2 }) await scene.TrainsAsync(number);

        await scene.StopAsync(0);
        await scene.ExitAsync(1);

        Assert.Equal(WorkerExitCode.Stopped, (await scene.EndAsync(0)).Report!.End!.Code);
        await HoldsAsync(() => pack.Said.Contains("tiny-0001: attempt 1 has ended with signal 9", StringComparison.Ordinal));
        Assert.Null((await scene.UntilAsync(1, _ => true)).Report!.End);
        Assert.Single(pack.Children());

        // The next attempt of the one that was stopped goes on from its checkpoint in the same pack.
        await scene.ExitAsync(0);
        await scene.OrderAsync(0, Endless, attempt: 2);
        await scene.TrainsAsync(0, attempt: 2);
        Assert.Matches("\"event\":\"started\".*\"attempt\":2.*\"resumed\":\\[\\{\"epoch\":1|\"resumed\":\\[\\{\"epoch\":1.*\"attempt\":2", pack.Said);

        // A Trial that is gone takes its process with it.
        await scene.DeleteAsync(2);
        await HoldsAsync(() => pack.Said.Contains("tiny-0002: attempt 1 has ended with signal 9", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_trial_that_dies_by_a_signal_has_said_so_and_is_not_run_again()
    {
        using var scene = await SetAsync();
        using var pack = scene.Start(seats: 2, cluster.ControlPlane.AdminKubeConfig);
        await scene.OrderAsync(0, Endless);
        await scene.TrainsAsync(0);

        using (var child = System.Diagnostics.Process.GetProcessById(Assert.Single(pack.Children()))) child.Kill();

        var end = (await scene.EndAsync(0)).Report!;
        Assert.Equal((137, "cpu"), (end.End!.Code, end.Device));
        // Another trial's news makes the pack look at all of them anew.
        await scene.OrderAsync(1);
        await scene.EndAsync(1);
        Assert.Empty(pack.Children());
    }

    [SkippableFact]
    public async Task A_pack_that_is_killed_leaves_no_process_behind()
    {
        using var scene = await SetAsync();
        using var pack = scene.Start(seats: 2, cluster.ControlPlane.AdminKubeConfig);
        foreach (var number in new[] { 0, 1 }) await scene.OrderAsync(number, Endless);
        foreach (var number in new[] { 0, 1 }) await scene.TrainsAsync(number);
        var children = pack.Children();
        Assert.Equal(2, children.Count);

        pack.Kill();

        await HoldsAsync(() => children.All(c => !Directory.Exists($"/proc/{c}")));
    }

    [SkippableFact]
    public async Task Cut_watches_and_lost_answers_cost_no_order_and_no_end()
    {
        using var scene = await SetAsync();
        await using var proxy = await ApiServerProxy.StartAsync(cluster.ControlPlane);
        // The first listing is refused.
        var lists = 0;
        proxy.Fault = request => request is { IsWatch: false, Method: "GET" } && Interlocked.Increment(ref lists) == 1 ? new ProxyFault.Refuse(503) : null;
        using var pack = scene.Start(seats: 2, proxy.KubeConfig);
        await scene.OrderAsync(0, Endless);
        await scene.TrainsAsync(0);
        var writes = 0;
        proxy.Fault = request => request is { Method: "PATCH" } && Interlocked.Increment(ref writes) % 3 == 0 ? new ProxyFault.LoseResponse() : null;

        for (var round = 1; round <= 3; round++)
        {
            proxy.CutConnections();
            await scene.OrderAsync(round);
            Assert.Equal(0, (await scene.EndAsync(round)).Report!.End!.Code);
        }

        proxy.Fault = null;
        proxy.CutConnections();
        await scene.StopAsync(0);
        Assert.Equal(WorkerExitCode.Stopped, (await scene.EndAsync(0)).Report!.End!.Code);
    }

    [Fact]
    public async Task A_pack_for_one_is_refused()
    {
        using var run = new WorkerRun();

        var end = await run.EndAsync(run.StartPack(1, "lab", "u", "none"));

        Assert.Equal(WorkerExitCode.UserError, end.Code);
        Assert.Contains("FILLER_SEATS=1: write a whole number of at least 2", end.Error, StringComparison.Ordinal);
    }

    private Task<PackScene> SetAsync()
    {
        cluster.Require();
        return PackScene.SetAsync(cluster.ControlPlane);
    }

    private static async Task HoldsAsync(Func<bool> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(60)) throw new TimeoutException("it did not come to hold within 60 s");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
