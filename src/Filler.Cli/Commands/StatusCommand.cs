using System.CommandLine;
using Filler.Api;
using Filler.Cli.Cluster;
using Filler.Cli.Records;
using Filler.Cli.Screens;

namespace Filler.Cli.Commands;

/// <summary><c>filler status RUN</c>: what a run, or a study in a cluster, has come to, also while it goes on.</summary>
internal static class StatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var (run, output, cluster) = (SharedOptions.RunOrStudy(), SharedOptions.Output("text", "json"), new ClusterOptions());
        var watch = new Option<bool>("--watch", "-w") { Description = "Follow a study in a cluster until it ends" };
        var command = new Command("status", "Show what a run, or a study in a cluster, has come to, also while it goes on") { run, output, watch };
        cluster.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (name, json) = (parsed.GetValue(run)!, parsed.GetValue(output) == "json");
            if (!cluster.Given(parsed) && RunFolder.IsMeantBy(name))
            {
                if (parsed.GetValue(watch)) throw new CommandFailure(ExitCode.BadInput, $"--watch follows a study in a cluster, and {name} is a run folder: its run shows itself where it was typed; leave --watch out to see how it stands");
                return Show(terminal, new RunFolder(name), json);
            }

            using var studies = cluster.OpenFor(name, parsed, terminal);
            if (parsed.GetValue(watch)) return await FollowAsync(terminal, studies, name, json, cancellationToken);
            var study = await studies.ReadAsync(name, cancellationToken);
            Write(terminal, study, await studies.TrialsAsync(study, cancellationToken), json);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Follows a study in a cluster to its end and shows it: 0 complete, 1 failed.</summary>
    public static async Task<int> FollowAsync(Terminal terminal, ClusterStudies studies, string name, bool json, CancellationToken cancellationToken)
    {
        IRunScreen screen = json ? new PlainScreen(terminal.Error, terminal.Time)
            : terminal.Interactive ? new LiveScreen(terminal.Console, terminal.Time)
            : new PlainScreen(terminal.Output, terminal.Time);
        (Study Study, IReadOnlyList<Trial> Trials) end;
        try
        {
            end = await new ClusterWatch(studies, screen, terminal.Time).FollowAsync(name, cancellationToken);
        }
        finally
        {
            if (screen is IAsyncDisposable live) await live.DisposeAsync();
        }

        Write(terminal, end.Study, end.Trials, json);
        return StudyState.Of(end.Study) == StudyState.Complete ? ExitCode.Success : ExitCode.StudyFailed;
    }

    private static int Show(Terminal terminal, RunFolder folder, bool json)
    {
        var study = folder.RequireStudy();
        if (json) terminal.Output.WriteLine(FillerJson.Serialize(ResultDocument.Of(study, folder), indented: true));
        else ResultSummary.Write(terminal.Console, study, folder.ReadTrials(), folder.Places(study));
        return ExitCode.Success;
    }

    private static void Write(Terminal terminal, Study study, IReadOnlyList<Trial> trials, bool json)
    {
        if (json)
        {
            terminal.Output.WriteLine(FillerJson.Serialize(ResultDocument.Of(study, new Dictionary<string, string>()), indented: true));
            return;
        }

        foreach (var running in ClusterView.Of(study, trials, terminal.Time.GetUtcNow()) is { Running.Count: > 0 } view ? new[] { PlainScreen.Line(view) } : [])
            terminal.Output.WriteLine(running);
        foreach (var trouble in StudyTrouble.Of(study, terminal.Time.GetUtcNow())) terminal.Output.WriteLine(trouble);
        ResultSummary.Write(terminal.Console, study, trials, ClusterPlaces.Of(study));
    }
}
