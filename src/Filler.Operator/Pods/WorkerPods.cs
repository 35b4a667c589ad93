using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Operator.Configuration;
using Filler.Operator.Storage;
using Filler.Studies;
using k8s;
using k8s.Models;

namespace Filler.Operator.Pods;

/// <summary>A study's pods, built from the study alone: restricted by default, with its template laid over.</summary>
internal sealed class WorkerPods(OperatorOptions options)
{
    /// <summary>Where the trial, its parameters and the dataset's section are mounted.</summary>
    public const string Folder = "/var/run/filler";

    /// <summary>Whether a study's trials run in an image of its own: perhaps the worker of another flavour, perhaps a trainer of the user's own.</summary>
    public static bool HasOwnImage(StudySpec study) => PodOverlays.ReadSpec(study.Trial.Template)?.Containers?.Any(c => c.Name == Names.Container && c.Image is not null) == true;

    /// <summary>One attempt at a trial.</summary>
    /// <param name="trial">With the study's sections filled in, and the attempt in its status.</param>
    /// <param name="digest">The dataset's name in the store.</param>
    /// <param name="traceParent">The span that the worker's is a child of, as W3C trace context; null: none.</param>
    public V1Pod Trial(Study study, Trial trial, int attempt, string digest, string? traceParent = null)
    {
        var environment = new List<V1EnvVar>
        {
            new() { Name = WorkerEnvironment.Trial, Value = $"{Folder}/trial.json" },
            new() { Name = WorkerEnvironment.DatasetDigest, Value = digest },
            new() { Name = WorkerEnvironment.Report, Value = WorkerEnvironment.ReportToKubernetes },
            new() { Name = WorkerEnvironment.Device, Value = study.Spec.Trial.Device },
            // For a trainer of the user's own: what it writes there are its last words.
            new() { Name = WorkerEnvironment.ResultFile, Value = WorkerEnvironment.DefaultTerminationLog },
        };
        environment.AddRange(trial.Spec.Parameters.Select(p => new V1EnvVar { Name = WorkerEnvironment.ParameterPrefix + EnvironmentName(p.Key), Value = p.Value.ToString() }));
        Traced(environment, traceParent);
        var pod = Build(study, Names.Pod(trial.Metadata.Name, attempt), environment, overlay => overlay, (Names.TrialJson, "trial.json"), (Names.ParametersJson, "parameters.json"));
        pod.Metadata.Labels[Names.Trial] = trial.Spec.Number.ToString(CultureInfo.InvariantCulture);
        pod.Metadata.Labels[Names.Attempt] = attempt.ToString(CultureInfo.InvariantCulture);
        pod.Metadata.Annotations[Names.TrialJson] = FillerJson.Serialize(Told(trial, attempt));
        pod.Metadata.Annotations[Names.ParametersJson] = FillerJson.Serialize(trial.Spec.Parameters);
        pod.Metadata.OwnerReferences =
        [
            new V1OwnerReference { ApiVersion = ApiGroup.Qualified, Kind = Api.Trial.KindName, Name = trial.Metadata.Name, Uid = trial.Metadata.Uid, Controller = true, BlockOwnerDeletion = true },
        ];
        return pod;
    }

    /// <summary>The pod that prepares a dataset; other studies of the namespace find it by its name.</summary>
    public V1Pod Dataset(Study study, StoredDataset dataset, string? traceParent = null)
    {
        var environment = new List<V1EnvVar> { new() { Name = WorkerEnvironment.DatasetSpec, Value = $"{Folder}/dataset.json" } };
        Traced(environment, traceParent);
        var pod = Build(study, Names.DatasetPod(dataset.Key), environment, ForDatasets, (Names.DatasetJson, "dataset.json"));
        pod.Metadata.Labels[Names.Dataset] = dataset.Key;
        pod.Metadata.Annotations[Names.DatasetJson] = FillerJson.Serialize(dataset.Spec);
        pod.Metadata.OwnerReferences = [OwnedBy(study)];
        return pod;
    }

    /// <summary>A pod that as many trials share as <c>trial.packing</c> says. Packs of a study differ in their names alone until its manifest or the worker's image changes.</summary>
    public V1Pod Pack(Study study, int ordinal)
    {
        var environment = new List<V1EnvVar>
        {
            new() { Name = WorkerEnvironment.Seats, Value = study.Spec.Trial.Packing.ToString(CultureInfo.InvariantCulture) },
            new() { Name = WorkerEnvironment.Report, Value = WorkerEnvironment.ReportToKubernetes },
            new() { Name = WorkerEnvironment.Device, Value = study.Spec.Trial.Device },
        };
        var pod = Build(study, Names.PackPod(study.Metadata.Name, ordinal), environment, overlay => overlay);
        pod.Metadata.Labels[Names.Seats] = study.Spec.Trial.Packing.ToString(CultureInfo.InvariantCulture);
        pod.Metadata.OwnerReferences = [OwnedBy(study)];
        var text = $"{KubernetesJson.Serialize(pod.Metadata.Labels)}\n{KubernetesJson.Serialize(pod.Metadata.Annotations)}\n{KubernetesJson.Serialize(pod.Spec)}";
        pod.Metadata.Annotations[Names.Built] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
        return pod;
    }

    /// <summary>One attempt at a trial, for the worker of a pack.</summary>
    /// <param name="trial">With the study's sections filled in.</param>
    /// <param name="digest">The dataset's name in the store.</param>
    /// <param name="traceParent">The span that the attempt's is a child of, as W3C trace context; null: none.</param>
    public static RunOrder Order(Trial trial, int attempt, string digest, string? traceParent) => new() { Trial = Told(trial, attempt), Dataset = digest, TraceParent = traceParent };

    private static Trial Told(Trial trial, int attempt) => trial with
    {
        Metadata = new V1ObjectMeta { Name = trial.Metadata.Name, NamespaceProperty = trial.Metadata.NamespaceProperty, Uid = trial.Metadata.Uid },
        Status = new TrialStatus { Phase = TrialPhase.Running, Attempt = attempt, Crashes = trial.Status.Crashes, Exit = trial.Status.Exit },
    };

    private static V1OwnerReference OwnedBy(Study study) =>
        new() { ApiVersion = ApiGroup.Qualified, Kind = Study.KindName, Name = study.Metadata.Name, Uid = study.Metadata.Uid, Controller = true, BlockOwnerDeletion = true };

    private static void Traced(List<V1EnvVar> environment, string? traceParent)
    {
        if (traceParent is not null) environment.Add(new V1EnvVar { Name = "TRACEPARENT", Value = traceParent });
    }

    private static string EnvironmentName(string path) => string.Concat(path.ToUpperInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    /// <summary>Images are made by the operator's own worker whatever trains on them, and need no GPU.</summary>
    private static JsonObject ForDatasets(JsonObject overlay)
    {
        var adapted = overlay.DeepClone().AsObject();
        if (adapted["containers"]?.AsArray().FirstOrDefault(c => (string?)c?["name"] == Names.Container) is not JsonObject worker) return adapted;
        foreach (var field in new[] { "image", "command", "args" }) worker.Remove(field);
        foreach (var amounts in new[] { worker["resources"]?["limits"], worker["resources"]?["requests"] }.OfType<JsonObject>())
        {
            foreach (var gpu in amounts.Select(a => a.Key).Where(GpuBudget.IsGpu).ToList()) amounts.Remove(gpu);
        }

        return adapted;
    }

    private V1Pod Build(Study study, string name, List<V1EnvVar> environment, Func<JsonObject, JsonObject> adapt, params (string Annotation, string File)[] files)
    {
        var template = study.Spec.Trial.Template;
        var pod = new V1Pod
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Metadata = new V1ObjectMeta
            {
                Name = name,
                NamespaceProperty = study.Metadata.NamespaceProperty,
                Labels = new SortedDictionary<string, string>((template?.Metadata.Labels ?? new Dictionary<string, string>()).ToDictionary(), StringComparer.Ordinal)
                {
                    [Names.ManagedBy] = Names.FieldManager,
                    [Names.Study] = study.Metadata.Name,
                    [Names.StudyUid] = study.Metadata.Uid,
                },
                Annotations = new SortedDictionary<string, string>((template?.Metadata.Annotations ?? new Dictionary<string, string>()).ToDictionary(), StringComparer.Ordinal),
            },
        };
        var address = StoreAddress.Of(study.Spec.Storage, options.DefaultStore);
        // Azure's webhook gives a token only to pods that ask for it.
        if (CredentialSecret(study.Spec.Storage) is null && address?.StartsWith("azure://", StringComparison.Ordinal) == true) pod.Metadata.Labels.TryAdd("azure.workload.identity/use", "true");
        environment.Add(new V1EnvVar { Name = WorkerEnvironment.Store, Value = address });
        environment.AddRange([FromPod(WorkerEnvironment.Namespace, "metadata.namespace"), FromPod(WorkerEnvironment.PodName, "metadata.name"), FromPod(WorkerEnvironment.PodUid, "metadata.uid")]);
        environment.AddRange(options.Telemetry.Select(t => new V1EnvVar { Name = t.Key, Value = t.Value }));
        var spec = JsonNode.Parse(KubernetesJson.Serialize(Restricted(study, environment, files)))!.AsObject();
        if (template?.Spec is { } overlay) StrategicMerge.Into(spec, adapt(overlay));
        pod.Spec = KubernetesJson.Deserialize<V1PodSpec>(spec.ToJsonString());
        // Sidecars are held to the same standard where they say nothing themselves.
        foreach (var container in pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? [])) container.SecurityContext = Hardened(container.SecurityContext);
        return pod;
    }

    private string? CredentialSecret(StorageSpec storage) =>
        storage.Azure is { } azure ? azure.CredentialSecret : storage.PersistentVolumeClaim is null ? options.DefaultStoreSecret : null;

    private V1PodSpec Restricted(Study study, List<V1EnvVar> environment, (string Annotation, string File)[] files)
    {
        var storage = study.Spec.Storage;
        var container = new V1Container
        {
            Name = Names.Container,
            Image = options.WorkerImage,
            Env = environment,
            EnvFrom = CredentialSecret(storage) is { } secret ? [new V1EnvFromSource { SecretRef = new V1SecretEnvSource { Name = secret } }] : null,
            // A worker that dies without a last word has its log's end instead.
            TerminationMessagePolicy = "FallbackToLogsOnError",
            VolumeMounts = [new V1VolumeMount { Name = "filler-scratch", MountPath = "/tmp" }],
            SecurityContext = new V1SecurityContext { ReadOnlyRootFilesystem = true },
        };
        var volumes = new List<V1Volume> { new() { Name = "filler-scratch", EmptyDir = new V1EmptyDirVolumeSource() } };
        if (files.Length > 0)
        {
            volumes.Insert(0, new V1Volume
            {
                Name = "filler-contract",
                DownwardAPI = new V1DownwardAPIVolumeSource
                {
                    Items = [.. files.Select(f => new V1DownwardAPIVolumeFile { Path = f.File, FieldRef = new V1ObjectFieldSelector { FieldPath = $"metadata.annotations['{f.Annotation}']" } })],
                },
            });
            container.VolumeMounts.Insert(0, new V1VolumeMount { Name = "filler-contract", MountPath = Folder, ReadOnlyProperty = true });
        }

        if (storage.PersistentVolumeClaim is { } claim)
        {
            volumes.Add(new V1Volume { Name = "filler-store", PersistentVolumeClaim = new V1PersistentVolumeClaimVolumeSource { ClaimName = claim } });
            container.VolumeMounts.Add(new V1VolumeMount { Name = "filler-store", MountPath = StoreAddress.ClaimMount });
        }

        return new V1PodSpec
        {
            RestartPolicy = "Never",
            ServiceAccountName = options.TrialServiceAccount,
            TerminationGracePeriodSeconds = study.Spec.Trial.GracePeriodSeconds,
            SecurityContext = new V1PodSecurityContext { RunAsNonRoot = true, FsGroup = 1654, SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" } },
            Containers = [container],
            Volumes = volumes,
        };
    }

    private static V1SecurityContext Hardened(V1SecurityContext? own)
    {
        own ??= new V1SecurityContext();
        own.AllowPrivilegeEscalation ??= false;
        own.Capabilities ??= new V1Capabilities();
        own.Capabilities.Drop = ["ALL"];
        return own;
    }

    private static V1EnvVar FromPod(string name, string path) => new() { Name = name, ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { FieldPath = path } } };
}
