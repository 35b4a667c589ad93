using System.Globalization;
using Filler.Operator.Judging;

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

    /// <summary>FILLER_DEFAULT_STORE_SECRET: a secret of every study's namespace that gives pods of the default store their credential; null: workload identity.</summary>
    public string? DefaultStoreSecret { get; init; }

    /// <summary>FILLER_STUDY_SECRETS: whether the secrets that studies name as their store's credential may be read; else their results come by pods' last words.</summary>
    public bool StudySecrets { get; init; }

    public bool LeaderElection { get; init; } = true;

    public int HttpPort { get; init; } = 8080;

    /// <summary>POD_NAME: who leads, restarts of its container included (docs/adr/0051-a-restarted-container-leads-on.md). Null: a name that no other process has.</summary>
    public string? PodName { get; init; }

    public string PodNamespace { get; init; } = "default";

    /// <summary>Not to be set by the environment.</summary>
    public Patience Patience { get; init; } = new();

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
            DefaultStoreSecret = Text("FILLER_DEFAULT_STORE_SECRET"),
            StudySecrets = Switch("FILLER_STUDY_SECRETS", false),
            LeaderElection = Switch("FILLER_LEADER_ELECTION", true),
            HttpPort = int.TryParse(Text("FILLER_HTTP_PORT") ?? "8080", NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65535
                ? port
                : throw new OperatorConfigurationException($"FILLER_HTTP_PORT is '{Text("FILLER_HTTP_PORT")}'; write a port, or 0 for any free one"),
            PodName = Text("POD_NAME"),
            PodNamespace = Text("POD_NAMESPACE") ?? "default",
            Telemetry = new SortedDictionary<string, string>(
                environment.Where(v => v.Key.StartsWith("OTEL_", StringComparison.Ordinal) && v.Key != "OTEL_SERVICE_NAME").ToDictionary(), StringComparer.Ordinal),
        };

        bool Switch(string name, bool otherwise) => Text(name) switch
        {
            null => otherwise,
            "true" => true,
            "false" => false,
            var other => throw new OperatorConfigurationException($"{name} is '{other}'; write true or false"),
        };

        string? Text(string name) => environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
    }
}
