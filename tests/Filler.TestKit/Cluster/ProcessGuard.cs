using System.Diagnostics;

namespace Filler.TestKit.Cluster;

/// <summary>
/// A shell at the other end of a pipe: when this process ends in whatever way, the pipe closes, and the shell kills the programs that it
/// was told of and removes the folder. (PR_SET_PDEATHSIG follows the starting thread, and threads of a pool end at any time.)
/// </summary>
internal sealed class ProcessGuard : IDisposable
{
    // A process id may have been given to another program meanwhile: only a process that runs one of our binaries is killed.
    private const string Script = """
        trap '' INT TERM HUP
        pids=""
        while read -r pid; do pids="$pids $pid"; done
        for pid in $pids; do
          case "$(readlink /proc/$pid/exe)" in "$1"/*) kill -9 "$pid" 2>/dev/null;; esac
        done
        rm -rf "$2"
        """;

    private readonly Process shell;

    public ProcessGuard(string binaries, string folder)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in new[] { "-c", Script, "guard", binaries, folder })
            start.ArgumentList.Add(argument);
        shell = Process.Start(start)!;
        shell.StandardInput.AutoFlush = true;
    }

    public void Watch(Process process)
    {
        lock (shell)
            shell.StandardInput.WriteLine(process.Id);
    }

    /// <summary>Kills what still runs, removes the folder, and returns when both are done.</summary>
    public void Dispose()
    {
        shell.StandardInput.Close();
        shell.WaitForExit();
        shell.Dispose();
    }
}
