using System.CommandLine;

namespace Filler.Cli.Cluster;

/// <summary>Which cluster and namespace a command means, worded as kubectl words them.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> space = new("--namespace", "-n") { Description = "Namespace of the study in the cluster [default: the context's]", HelpName = "name" };

    private readonly Option<string?> context = new("--context") { Description = "Context of the kubeconfig [default: the current one]", HelpName = "name" };

    private readonly Option<string?> config = new("--kubeconfig") { Description = "The kubeconfig file [default: $KUBECONFIG, else ~/.kube/config]", HelpName = "path" };

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
        ClusterStudies.Connect(parsed.GetValue(config) ?? FirstOf(terminal.Environment("KUBECONFIG")), parsed.GetValue(context), parsed.GetValue(space));

    private static string? FirstOf(string? paths) => paths?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
}
