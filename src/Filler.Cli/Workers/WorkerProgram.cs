namespace Filler.Cli.Workers;

/// <summary>Where the worker lies, and how to start it.</summary>
internal sealed record WorkerProgram(string File)
{
    /// <summary>Environment variable that names another worker: a <c>.dll</c> or an executable.</summary>
    public const string Variable = "FILLER_WORKER";

    /// <summary>The variable's file; else <c>worker/Filler.Worker.dll</c> beside this program; else the one built beside it.</summary>
    /// <exception cref="CommandFailure">There is none.</exception>
    public static WorkerProgram Locate(string programFolder, Func<string, string?> environment)
    {
        if (environment(Variable) is { Length: > 0 } named)
        {
            return System.IO.File.Exists(named)
                ? new WorkerProgram(Path.GetFullPath(named))
                : throw new CommandFailure(ExitCode.Environment, $"{Variable}={named}: no such file; name Filler.Worker.dll, or unset {Variable}");
        }

        var shipped = Path.Combine(programFolder, "worker", "Filler.Worker.dll");
        var folder = Path.TrimEndingDirectorySeparator(programFolder);
        // artifacts/bin/Filler.Cli/release_linux-x64 → artifacts/bin/Filler.Worker/release*
        var configuration = Path.GetFileName(folder).Split('_')[0];
        var built = Path.GetFullPath(Path.Combine(folder, "..", "..", "Filler.Worker"));
        var siblings = Directory.Exists(built)
            ? Directory.EnumerateDirectories(built, configuration + "*").Order(StringComparer.Ordinal).Select(f => Path.Combine(f, "Filler.Worker.dll"))
            : [];
        return siblings.Prepend(shipped).FirstOrDefault(System.IO.File.Exists) is { } found
            ? new WorkerProgram(found)
            : throw new CommandFailure(
                ExitCode.Environment,
                $"the worker is missing: neither {shipped} nor {Path.Combine(built, configuration, "Filler.Worker.dll")} exists; build it (make build) or name it in {Variable}");
    }

    /// <summary>The command line that runs it, the program first.</summary>
    public IReadOnlyList<string> CommandLine()
    {
        string[] program = File.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? [Host(), File] : [File];
        // A session of its own: Ctrl-C in the terminal reaches filler only, which then tells the workers.
        return System.IO.File.Exists("/usr/bin/setsid") ? ["/usr/bin/setsid", .. program] : program;
    }

    private static string Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
            : "dotnet";
}
