using System.Diagnostics;

namespace Filler.TestKit.Processes;

/// <summary>
/// A shell at the other end of a pipe: when this process ends in whatever way, the pipe closes, and the shell kills the programs that it
/// was told of and removes the folders. (PR_SET_PDEATHSIG follows the starting thread, and threads of a pool end at any time.)
/// </summary>
public sealed class ProcessGuard : IDisposable
{
    // A process id may have been given to another program meanwhile: only a process that began when ours did is killed. The start time is the
    // 22nd field of its stat; the name before it, in brackets, may hold spaces.
    private const string Script = """
        trap '' INT TERM HUP
        began() { read -r line 2>/dev/null </proc/$1/stat && set -- ${line##*) } && echo ${20}; }
        while read -r what value; do
          case $what in
            process) processes="$processes $value:$(began $value)";;
            folder) folders="$folders
        $value";;
          esac
        done
        for entry in $processes; do
          pid=${entry%%:*}
          now=$(began $pid)
          if [ -n "$now" ] && [ "$now" = "${entry#*:}" ]; then kill -9 $pid 2>/dev/null; fi
        done
        echo "$folders" | while read -r folder; do if [ -n "$folder" ]; then rm -rf "$folder"; fi; done
        """;

    private static readonly Lazy<ProcessGuard> Lasting = new(() => new ProcessGuard());

    private readonly Process shell;

    public ProcessGuard()
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in new[] { "-c", Script, "guard" })
            start.ArgumentList.Add(argument);
        shell = Process.Start(start)!;
        shell.StandardInput.AutoFlush = true;
    }

    /// <summary>As long as this process lives.</summary>
    public static ProcessGuard Shared => Lasting.Value;

    public void Watch(Process process) => Tell($"process {process.Id}");

    /// <summary>Removed once the processes are dead.</summary>
    public void Own(string folder) => Tell($"folder {folder}");

    /// <summary>Kills what still runs, removes the folders, and returns when both are done.</summary>
    public void Dispose()
    {
        shell.StandardInput.Close();
        shell.WaitForExit();
        shell.Dispose();
    }

    private void Tell(string line)
    {
        lock (shell)
            shell.StandardInput.WriteLine(line);
    }
}
