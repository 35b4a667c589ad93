using Filler.Api;

namespace Filler.Worker;

/// <summary>Whoever started this process holds the other end of its standard input, and lets go of it by dying, however that comes.</summary>
internal static class ParentPipe
{
    /// <summary>Asks the process to checkpoint and leave when the input ends, where it was told to heed that (<see cref="WorkerEnvironment.Parent"/>).</summary>
    /// <exception cref="WorkerSettingsException">The variable has a value that says nothing.</exception>
    public static void Watch(Func<string, string?> variable, TextReader input, StopRequest process)
    {
        switch (variable(WorkerEnvironment.Parent))
        {
            case null or "":
                return;
            case WorkerEnvironment.ParentOnInput:
                // Reading a pipe blocks, so it has a thread.
                new Thread(() => WaitForEnd(input, process)) { IsBackground = true, Name = "parent" }.Start();
                return;
            case var other:
                throw new WorkerSettingsException($"{WorkerEnvironment.Parent}={other}: write {WorkerEnvironment.ParentOnInput}, or leave it out");
        }
    }

    private static void WaitForEnd(TextReader input, StopRequest process)
    {
        while (input.ReadLine() is not null)
        {
            // Nothing is said here.
        }

        process.Ask("the parent is gone");
    }
}
