using System.Globalization;

namespace Filler.Operator.Configuration;

/// <summary>What the operator is told by its environment; the variables begin with <c>FILLER_</c>.</summary>
internal sealed record OperatorOptions
{
    /// <summary>FILLER_WATCH_NAMESPACE; null: all.</summary>
    public string? WatchNamespace { get; init; }

    /// <summary>FILLER_WORKER_IMAGE: what trials and datasets run in where their study names no image.</summary>
    public required string WorkerImage { get; init; }

    /// <summary>FILLER_TRIAL_SERVICE_ACCOUNT; null: the namespace's default.</summary>
    public string? TrialServiceAccount { get; init; }

    /// <summary>FILLER_DEFAULT_STORE: for studies that name none.</summary>
    public string? DefaultStore { get; init; }

    public bool LeaderElection { get; init; } = true;

    public int HttpPort { get; init; } = 8080;

    /// <summary>POD_NAME: who leads, restarts of its container included (docs/adr/0051-a-restarted-container-leads-on.md). Null: a name that no other process has.</summary>
    public string? PodName { get; init; }

    public string PodNamespace { get; init; } = "default";

    /// <summary>OTEL_* of the operator itself, handed on to pods.</summary>
    public IReadOnlyDictionary<string, string> Telemetry { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <exception cref="OperatorConfigurationException">A variable is missing or malformed.</exception>
    public static OperatorOptions Read(IReadOnlyDictionary<string, string> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new OperatorOptions
        {
            WatchNamespace = Text("FILLER_WATCH_NAMESPACE"),
            WorkerImage = Text("FILLER_WORKER_IMAGE") ?? throw new OperatorConfigurationException("FILLER_WORKER_IMAGE is not set; name the image that trials run in"),
            TrialServiceAccount = Text("FILLER_TRIAL_SERVICE_ACCOUNT"),
            DefaultStore = Text("FILLER_DEFAULT_STORE"),
            LeaderElection = (Text("FILLER_LEADER_ELECTION") ?? "true") switch
            {
                "true" => true,
                "false" => false,
                var other => throw new OperatorConfigurationException($"FILLER_LEADER_ELECTION is '{other}'; write true or false"),
            },
            HttpPort = int.TryParse(Text("FILLER_HTTP_PORT") ?? "8080", NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65535
                ? port
                : throw new OperatorConfigurationException($"FILLER_HTTP_PORT is '{Text("FILLER_HTTP_PORT")}'; write a port, or 0 for any free one"),
            PodName = Text("POD_NAME"),
            PodNamespace = Text("POD_NAMESPACE") ?? "default",
            Telemetry = new SortedDictionary<string, string>(
                environment.Where(v => v.Key.StartsWith("OTEL_", StringComparison.Ordinal) && v.Key != "OTEL_SERVICE_NAME").ToDictionary(), StringComparer.Ordinal),
        };

        string? Text(string name) => environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
    }
}
