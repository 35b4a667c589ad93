using System.CommandLine;
using Filler.Cli.Cluster;
using Filler.Cli.Records;
using Filler.Cli.Studies;

namespace Filler.Cli.Commands;

/// <summary><c>filler report RUN</c>: one self-contained HTML page, or the same as JSON; of a run folder or of a study in a cluster.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var (run, output, cluster) = (SharedOptions.RunOrStudy(), SharedOptions.Output("html", "json"), new ClusterOptions());
        var file = new Option<string?>("--file", "-f") { Description = "Where to write the page [default: report.html in the run folder, <study>.html for a study in a cluster]", HelpName = "path" };
        var store = new Option<string?>("--store") { Description = "Address of the store of a study in a cluster, as this machine reaches it [default: its spec.storage]", HelpName = "address" };
        var command = new Command("report", "Write the report of a run, or of a study in a cluster: one HTML page with pictures, or JSON on standard output") { run, output, file, store };
        cluster.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetValue(run)!;
            var local = !cluster.Given(parsed) && RunFolder.IsMeantBy(name);
            if (local && parsed.GetValue(store) is { } address) throw new CommandFailure(ExitCode.BadInput, $"--store {address}: is for a study in a cluster, and {name} is a run folder, which knows its store; leave --store out");
            var report = local
                ? await RunReport.OfAsync(new RunFolder(name), terminal.Time, cancellationToken)
                : await OfClusterAsync(name, parsed.GetValue(store));
            if (parsed.GetValue(output) == "json")
            {
                terminal.Output.Write(report.Json());
                return ExitCode.Success;
            }

            var path = parsed.GetValue(file) ?? (local ? new RunFolder(name).Report : $"{name}.html");
            terminal.Output.WriteLine(report.Headline);
            foreach (var table in report.Tables) terminal.Output.WriteLine(table);
            if (report.Learning is { } learning) terminal.Output.WriteLine(learning);
            if (report.Conclusion is { } conclusion) terminal.Output.WriteLine(conclusion);
            if (report.OtherKind is { } kinds) terminal.Output.WriteLine(kinds);
            report.WriteNamed(path);
            terminal.Output.WriteLine($"report   {Path.GetFullPath(path)}");
            if (local) WriteModel(terminal, new RunFolder(name));
            return ExitCode.Success;

            async Task<RunReport> OfClusterAsync(string study, string? address)
            {
                using var studies = cluster.OpenFor(study, parsed, terminal);
                return await ClusterReport.ReadAsync(studies, study, address, terminal.Time, cancellationToken);
            }
        });
        return command;
    }

    // The next thing that is wanted of a finished study is its model.
    private static void WriteModel(Terminal terminal, RunFolder folder)
    {
        if (folder.ReadStudy() is not { } study) return;
        foreach (var (what, where) in folder.Places(study).Lines.Where(l => l.What is "weights" or "load")) terminal.Output.WriteLine($"{what,-8} {where}");
    }
}
