using System.CommandLine;

namespace Filler.Cli.Cluster;

/// <summary>Which cluster and namespace a command means, worded as kubectl words them.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> space = new("--namespace", "-n") { Description = "Namespace of the study in the cluster [default: the context's]", HelpName = "name" };

    private readonly Option<string?> context = new("--context") { Description = "Context of the kubeconfig [default: the current one]", HelpName = "name" };

    private readonly Option<string?> config = new("--kubeconfig") { Description = "The kubeconfig file [default: those of $KUBECONFIG, else ~/.kube/config]", HelpName = "path" };

    public void AddTo(Command command)
    {
        command.Options.Add(space);
        command.Options.Add(context);
        command.Options.Add(config);
    }

    /// <summary>Whether the user named a cluster: then a name is never a folder.</summary>
    public bool Given(ParseResult parsed) => parsed.GetValue(space) is not null || parsed.GetValue(context) is not null || parsed.GetValue(config) is not null;

    /// <exception cref="CommandFailure">There is no kubeconfig, or it has no such context.</exception>
    public ClusterStudies Open(ParseResult parsed, Terminal terminal) =>
        ClusterStudies.Connect(parsed.GetValue(config) is { } named ? [named] : FilesOf(terminal.Environment("KUBECONFIG")), parsed.GetValue(context), parsed.GetValue(space));

    /// <summary>As <see cref="Open"/>, for a name that could have been a run folder's.</summary>
    /// <exception cref="CommandFailure">As there, and says so where no cluster was named.</exception>
    public ClusterStudies OpenFor(string name, ParseResult parsed, Terminal terminal)
    {
        try
        {
            return Open(parsed, terminal);
        }
        catch (CommandFailure e) when (!Given(parsed))
        {
            var run = Path.Combine("runs", name);
            var meant = Directory.Exists(run) ? $" (did you mean {run}?)" : "";
            throw new CommandFailure(e.Code, $"{name}: no such folder here{meant}, and no cluster to ask for a study of that name: {e.Message}", e);
        }
    }

    private static string[] FilesOf(string? paths) => paths?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
}
