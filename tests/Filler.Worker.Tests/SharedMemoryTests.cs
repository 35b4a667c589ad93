using System.Diagnostics;
using Filler.Api;
using Filler.Training;

namespace Filler.Worker.Tests;

/// <summary>Real workers that share a device's memory: the files by which they agree, and the kernel's own refusal.</summary>
public sealed class SharedMemoryTests : IDisposable
{
    // A first convolution of so many filters takes 4 MB an image: what is refused is large, and what else a process allocates finds room.
    private static readonly ModelSpec Wide = new() { ConvLayers = 1, Filters = 4096, DenseLayers = 1, DenseUnits = 16 };

    private readonly WorkerRun neighbours = new();
    private readonly WorkerRun run = new();

    private string Claims => neighbours.At("claims");

    public void Dispose()
    {
        neighbours.Dispose();
        run.Dispose();
    }

    [Fact]
    public async Task Whoever_waits_shows_that_it_lives_hears_a_stop_and_begins_when_the_one_before_it_has_begun()
    {
        var digest = await PrepareAsync(run);
        run.WriteTrial(epochs: 2);
        var seat = Enter();
        using var waits = run.StartTrial(digest, Shared());
        var lines = new List<string> { await waits.StandardOutput.ReadLineAsync() ?? "", await waits.StandardOutput.ReadLineAsync() ?? "" };
        using (var stopped = run.StartTrial(digest, Shared()))
        {
            Assert.Contains("accepted", await stopped.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
            WorkerRun.Terminate(stopped);
            Assert.Equal(WorkerExitCode.Stopped, (await run.EndAsync(stopped)).Code);
        }

        seat.Settle();
        var end = await run.EndAsync(waits);

        Assert.Equal(["accepted", "alive"], lines.Select(l => FillerJson.Deserialize<WorkerEvent>(l) is WorkerAccepted ? "accepted" : "alive"));
        Assert.Equal(0, end.Code);
        Assert.True(Assert.IsType<TrialFinishedMessage>(end.LastWord).Result!.MemoryBytes > 0);
        seat.Dispose();
        Assert.Empty(Directory.EnumerateFiles(Claims, "*.claim"));
    }

    [Fact]
    public async Task What_a_killed_worker_claimed_is_free()
    {
        using var killed = await NeighbourAsync();
        var crowded = Enter();
        Assert.True(crowded.IsCrowded);
        Assert.Single(Directory.EnumerateFiles(Claims, "*.claim"));

        killed.Kill();
        await killed.WaitForExitAsync();

        Assert.False(crowded.IsCrowded);
        Assert.Empty(Directory.EnumerateFiles(Claims, "*.claim"));
        crowded.Dispose();
    }

    [Fact]
    public async Task Out_of_memory_beside_another_it_waits_and_alone_it_halves_its_batch()
    {
        using var neighbour = await NeighbourAsync();
        var digest = await PrepareAsync(run);
        run.WriteTrial(epochs: 2, model: Wide, batch: 96);
        using var held = run.StartHeldTo(1150L << 20, digest, Shared());
        var heard = "";
        while (!heard.Contains("beside other trials", StringComparison.Ordinal)) heard = await held.StandardError.ReadLineAsync() ?? throw new InvalidOperationException("it has left");

        Assert.Single(Directory.EnumerateFiles(Claims, "*.claim"));
        neighbour.Kill();
        var end = await run.EndAsync(held);

        Assert.Equal(0, end.Code);
        var result = Assert.IsType<TrialFinishedMessage>(end.LastWord).Result!;
        Assert.Equal(2, result.Notes!.Count);
        Assert.StartsWith("the first steps did not fit on cpu beside other trials", result.Notes[0], StringComparison.Ordinal);
        Assert.StartsWith("the device's memory did not hold a batch of 96: trained in micro-batches of ", result.Notes[1], StringComparison.Ordinal);
        Assert.True(result.MemoryBytes > 100 << 20, $"{result.MemoryBytes}");
    }

    // A worker that a failed test leaves behind ends with the pipe to it.
    private Dictionary<string, string> Shared() => new() { [WorkerEnvironment.Claims] = Claims, [WorkerEnvironment.Parent] = WorkerEnvironment.ParentOnInput };

    private MemorySeat Enter() => new MemoryGate(Claims, TimeProvider.System).Enter(MemoryGauges.Host, () => { }, CancellationToken.None);

    /// <summary>A worker that is past its first steps and goes on for good.</summary>
    private async Task<Process> NeighbourAsync()
    {
        var digest = await PrepareAsync(neighbours);
        neighbours.WriteTrial(epochs: 100_000);
        var process = neighbours.StartTrial(digest, Shared());
        string? line;
        do line = await process.StandardOutput.ReadLineAsync();
        while (line is not null && !line.Contains("\"event\":\"epoch\"", StringComparison.Ordinal));
        // It must not come to wait for a reader.
        _ = process.StandardOutput.ReadToEndAsync();
        return process;
    }

    private static async Task<string> PrepareAsync(WorkerRun of) => Assert.IsType<DatasetReadyMessage>((await of.PrepareAsync(WorkerRun.Dataset)).LastWord).Digest;
}
