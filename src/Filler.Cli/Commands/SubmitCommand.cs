using System.CommandLine;
using Filler.Cli.Cluster;
using Filler.Cli.Studies;

namespace Filler.Cli.Commands;

/// <summary><c>filler submit STUDY.yaml</c>: the same manifest to a cluster's operator.</summary>
internal static class SubmitCommand
{
    public static Command Create(Terminal terminal)
    {
        var (manifest, set, cluster) = (SharedOptions.Manifest(), SharedOptions.Set(), new ClusterOptions());
        var watch = new Option<bool>("--watch", "-w") { Description = "Follow the study until it ends" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Let the server check it and keep nothing" };
        var command = new Command("submit", "Hand a study to the operator of a cluster, or change a submitted one") { manifest, set, watch, dryRun };
        cluster.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // Files that the manifest names lie in the pods, not here: their pod looks at them.
            var study = StudyInput.ReadForCluster(parsed.GetValue(manifest)!, parsed.GetValue(set)!);
            using var studies = cluster.Open(parsed, terminal);
            var dry = parsed.GetValue(dryRun);
            var kept = await studies.ApplyAsync(study, dry, cancellationToken);
            var (name, space) = (kept.Metadata.Name, studies.Namespace);
            if (dry)
            {
                terminal.Output.WriteLine($"study {name}: the server takes it (dry run; nothing was kept)");
                return ExitCode.Success;
            }

            terminal.Output.WriteLine($"study {name} {(kept.Metadata.Generation > 1 ? "changed" : "submitted")} in namespace {space}");
            if (parsed.GetValue(watch)) return await StatusCommand.FollowAsync(terminal, studies, name, json: false, cancellationToken);
            terminal.Output.WriteLine($"next:    {TypedName.Filler} status {name} -n {space} --watch");
            return ExitCode.Success;
        });
        return command;
    }
}
