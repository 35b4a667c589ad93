using System.CommandLine;
using Filler.Cli.Records;
using Filler.Cli.Studies;

namespace Filler.Cli.Commands;

/// <summary><c>filler report RUN</c>: one self-contained HTML page, or the same as JSON.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var (run, output) = (SharedOptions.Run(), SharedOptions.Output("html", "json"));
        var file = new Option<string?>("--file", "-f") { Description = "Where to write the page [default: report.html in the run folder]", HelpName = "path" };
        var command = new Command("report", "Write a run's report: one HTML page with pictures, or JSON on standard output") { run, output, file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = new RunFolder(parsed.GetValue(run)!);
            var report = await RunReport.OfAsync(folder, terminal.Time, cancellationToken);
            if (parsed.GetValue(output) == "json")
            {
                terminal.Output.Write(report.Json());
                return ExitCode.Success;
            }

            var path = parsed.GetValue(file) ?? folder.Report;
            report.Write(path);
            terminal.Output.WriteLine(report.Headline);
            foreach (var table in report.Tables) terminal.Output.WriteLine(table);
            if (report.Learning is { } learning) terminal.Output.WriteLine(learning);
            terminal.Output.WriteLine($"report   {Path.GetFullPath(path)}");
            return ExitCode.Success;
        });
        return command;
    }
}
