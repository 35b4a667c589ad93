using System.Diagnostics;
using Filler.TestKit.Processes;

namespace Filler.Kubernetes.Tests.Processes;

public class ProcessGuardTests
{
    [Fact]
    public async Task When_the_pipe_closes_programs_end_and_folders_go()
    {
        var folder = Directory.CreateTempSubdirectory("filler guard ");
        var guard = new ProcessGuard();
        using var child = Process.Start("sleep", "1000");
        guard.Own(folder.FullName);
        guard.Watch(child);

        guard.Dispose();

        await child.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(128 + 9, child.ExitCode);
        Assert.False(Directory.Exists(folder.FullName));
    }

    [Fact]
    public async Task A_program_that_had_ended_before_harms_nobody()
    {
        var guard = new ProcessGuard();
        using var ended = Process.Start("true");
        await ended.WaitForExitAsync();
        using var other = Process.Start("sleep", "1000");
        guard.Watch(ended);

        guard.Dispose();

        Assert.False(other.HasExited);
        other.Kill();
    }
}
