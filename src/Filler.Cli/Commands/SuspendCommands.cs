using System.CommandLine;
using Filler.Cli.Cluster;

namespace Filler.Cli.Commands;

/// <summary><c>filler stop STUDY</c> and <c>filler resume STUDY</c>: a study in a cluster pauses, and goes on from its checkpoints.</summary>
internal static class SuspendCommands
{
    public static Command Stop(Terminal terminal) => Create(
        terminal, "stop", suspend: true, "Stop a study in a cluster: its trials checkpoint and leave; nothing is lost",
        (name, space) => $"study {name}: stopping; its trials write their checkpoints and leave\nnext:    {TypedName.Filler} resume {name} -n {space}   or, to delete it: kubectl -n {space} delete study {name}");

    public static Command Resume(Terminal terminal) => Create(
        terminal, "resume", suspend: false, "Go on with a stopped study in a cluster",
        (name, space) => $"study {name}: goes on\nnext:    {TypedName.Filler} status {name} -n {space} --watch");

    private static Command Create(Terminal terminal, string verb, bool suspend, string description, Func<string, string, string> answer)
    {
        var (study, cluster) = (new Argument<string>("STUDY") { Description = "Name of the study in the cluster" }, new ClusterOptions());
        var command = new Command(verb, description) { study };
        cluster.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var studies = cluster.Open(parsed, terminal);
            var changed = await studies.SuspendAsync(parsed.GetValue(study)!, suspend, cancellationToken);
            terminal.Output.WriteLine(answer(changed.Metadata.Name, studies.Namespace));
            return ExitCode.Success;
        });
        return command;
    }
}
