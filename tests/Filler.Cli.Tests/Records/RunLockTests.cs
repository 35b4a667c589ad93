using System.Diagnostics;
using Filler.Cli.Records;

namespace Filler.Cli.Tests.Records;

public sealed class RunLockTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_in_use_is_refused_with_the_process_and_what_to_do()
    {
        var run = new RunFolder(folder.Path);
        using var held = RunLock.Acquire(run);

        var refused = Assert.Throws<CommandFailure>(() => RunLock.Acquire(run));

        Assert.Equal(ExitCode.FolderInUse, refused.Code);
        Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--run-folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_released_folder_is_free()
    {
        var run = new RunFolder(folder.Path);
        RunLock.Acquire(run).Dispose();

        using var held = RunLock.Acquire(run);
    }

    [SkippableFact]
    public async Task The_lock_of_a_process_that_was_killed_is_gone()
    {
        Skip.IfNot(File.Exists("/usr/bin/flock"), "needs flock(1), which holds the lock in another process");
        var run = new RunFolder(folder.Path);
        // --close: the shell does not inherit the lock, or it would hold it for as long as its own death takes.
        using var other = Process.Start(new ProcessStartInfo("/usr/bin/flock", ["--close", run.Lock, "sh", "-c", "echo held; exec sleep 600"]) { RedirectStandardOutput = true })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync());
        var refused = Assert.Throws<CommandFailure>(() => RunLock.Acquire(run));
        Assert.Equal(ExitCode.FolderInUse, refused.Code);

        other.Kill(entireProcessTree: true);
        await other.WaitForExitAsync();

        using var held = RunLock.Acquire(run);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        // A file where a folder should be fails for every user, root included.
        var file = folder.At("file");
        File.WriteAllText(file, "");

        var failure = Assert.Throws<UnwritableFailure>(() => new RunFolder(Path.Combine(file, "run")).Make());

        Assert.Equal(ExitCode.Environment, failure.Code);
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }
}
