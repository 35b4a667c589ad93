using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Operator.Configuration;
using Filler.Operator.Pods;
using Filler.Studies;
using k8s;
using k8s.Models;

namespace Filler.Operator.Tests.Pods;

/// <summary>The pods of several studies, field by field; read the diff before it is taken over (make golden).</summary>
public class GoldenPodTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly OperatorOptions Options = new()
    {
        WorkerImage = "filler-worker:1.0",
        TrialServiceAccount = "filler-trial",
        DefaultStore = "azure://rubber/studies",
        DefaultStoreSecret = "store",
        Telemetry = new SortedDictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4317" },
    };

    private static readonly Dictionary<string, Study> Studies = new()
    {
        ["default-store"] = SampleStudy.Of("table-2"),
        ["azure-with-secret"] = SampleStudy.Of("table-2", storage: new StorageSpec { Azure = new AzureStorageSpec { Account = "rubber", Container = "own", Prefix = "lab", CredentialSecret = "key" } }),
        ["volume-and-gpu"] = SampleStudy.Of("table-2", storage: new StorageSpec { PersistentVolumeClaim = "lab", Folder = "filler" }, trial: new TrialRunSpec
        {
            Device = "cuda",
            GracePeriodSeconds = 120,
            Template = new PodOverlay
            {
                Metadata = new PodOverlayMetadata { Labels = new Dictionary<string, string> { ["kueue.x-k8s.io/queue-name"] = "gpus" }, Annotations = new Dictionary<string, string> { ["team"] = "rubber" } },
                Spec = SampleStudy.Json("""
                    {
                      "nodeSelector": { "accelerator": "a100" }, "priorityClassName": "batch", "tolerations": [{ "key": "nvidia.com/gpu", "operator": "Exists" }],
                      "volumes": [{ "name": "data", "persistentVolumeClaim": { "claimName": "volumes" } }],
                      "containers": [
                        { "name": "trial", "env": [{ "name": "OMP_NUM_THREADS", "value": "4" }], "volumeMounts": [{ "name": "data", "mountPath": "/data", "readOnly": true }],
                          "resources": { "limits": { "nvidia.com/gpu": "1", "memory": "16Gi" }, "requests": { "cpu": "4" } } },
                        { "name": "watcher", "image": "busybox:1.36", "command": ["sleep", "infinity"] }
                      ]
                    }
                    """),
            },
        }),
        ["own-trainer"] = SampleStudy.Of("mine", new TrialRunSpec
        {
            Template = new PodOverlay { Spec = SampleStudy.Json("""{ "containers": [{ "name": "trial", "image": "registry.example/trainer:3", "command": ["python3", "/app/train.py"], "securityContext": { "readOnlyRootFilesystem": false } }] }""") },
        }),
    };

    public static TheoryData<string> Cases => new(Studies.Keys);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_trials_pod_is_as_the_file_says(string name)
    {
        var study = Studies[name];
        var trial = TrialRecord.Create(study, new TrialSpec { Study = study.Metadata.Name, StudyUid = study.Metadata.Uid, Number = 7, Configuration = 7, Parameters = SampleStudy.Point, Seed = 42 });
        trial.Metadata.Uid = "99999999-2222-3333-4444-555555555555";

        Check($"{name}.trial.json", new WorkerPods(Options).Trial(study, StoredTrials.Restore(study.Spec, trial), 2, new string('d', 64)));
    }

    [Fact]
    public void A_pack_is_as_the_file_says()
    {
        var study = Studies["volume-and-gpu"];

        Check("volume-and-gpu.pack.json", new WorkerPods(Options).Pack(study with { Spec = study.Spec with { Trial = study.Spec.Trial with { Packing = 4 } } }, 2));
    }

    [Fact]
    public void Packs_tell_when_they_were_built_otherwise()
    {
        var study = SampleStudy.Of("table-2", new TrialRunSpec { Packing = 4 });
        var built = Built(study);

        Assert.Equal(built, Built(study, ordinal: 1));
        Assert.NotEqual(built, Built(study with { Spec = study.Spec with { Trial = new TrialRunSpec { Packing = 2 } } }));
        Assert.NotEqual(built, Built(study with { Spec = study.Spec with { Trial = study.Spec.Trial with { Template = new PodOverlay { Metadata = new PodOverlayMetadata { Labels = new Dictionary<string, string> { ["queue"] = "b" } } } } } }));
        Assert.NotEqual(built, new WorkerPods(Options with { WorkerImage = "filler-worker:1.1" }).Pack(study, 0).Metadata.Annotations[Names.Built]);

        static string Built(Study study, int ordinal = 0) => new WorkerPods(Options).Pack(study, ordinal).Metadata.Annotations[Names.Built];
    }

    [Fact]
    public void An_order_says_what_the_pod_of_that_attempt_would()
    {
        var study = Studies["default-store"];
        var trial = TrialRecord.Create(study, new TrialSpec { Study = study.Metadata.Name, StudyUid = study.Metadata.Uid, Number = 7, Parameters = SampleStudy.Point, Seed = 42 });
        var restored = StoredTrials.Restore(study.Spec, trial);

        var order = FillerJson.Deserialize<RunOrder>(FillerJson.Serialize(WorkerPods.Order(restored, 2, "digest", "00-trace")));

        Assert.Equal(new WorkerPods(Options).Trial(study, restored, 2, "digest").Metadata.Annotations[Names.TrialJson], FillerJson.Serialize(order.Trial));
        Assert.Equal(("digest", "00-trace"), (order.Dataset, order.TraceParent));
    }

    [Fact]
    public void A_datasets_pod_is_as_the_file_says()
    {
        var study = Studies["default-store"];

        Check("default-store.dataset.json", new WorkerPods(Options).Dataset(study, StoredDataset.For(study.Spec.Dataset, study.Spec, Options.DefaultStore!)));
    }

    [Fact]
    public void A_pod_asks_for_an_identity_where_no_secret_opens_its_store()
    {
        Assert.Equal("true", Identity(new StorageSpec { Azure = new AzureStorageSpec { Account = "rubber", Container = "own" } }));
        Assert.Equal("true", Identity(new StorageSpec(), secret: null));
        Assert.Null(Identity(new StorageSpec { Azure = new AzureStorageSpec { Account = "rubber", Container = "own", CredentialSecret = "key" } }));
        Assert.Null(Identity(new StorageSpec { PersistentVolumeClaim = "lab" }));
        Assert.Null(Identity(new StorageSpec()));

        static string? Identity(StorageSpec storage, string? secret = "store")
        {
            var study = SampleStudy.Of("table-2", storage: storage);
            var options = Options with { DefaultStoreSecret = secret };
            var labels = new WorkerPods(options).Dataset(study, StoredDataset.For(study.Spec.Dataset, study.Spec, Options.DefaultStore!)).Metadata.Labels;
            return labels.TryGetValue("azure.workload.identity/use", out var asked) ? asked : null;
        }
    }

    [Fact]
    public void Every_container_of_every_pod_is_restricted() => Assert.All(Studies.Values, study =>
    {
        var trial = TrialRecord.Create(study, new TrialSpec { Study = study.Metadata.Name, StudyUid = study.Metadata.Uid, Parameters = SampleStudy.Point });
        var pod = new WorkerPods(Options).Trial(study, StoredTrials.Restore(study.Spec, trial), 1, "d").Spec;

        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
        Assert.All(pod.Containers, c =>
        {
            Assert.False(c.SecurityContext.AllowPrivilegeEscalation);
            Assert.Equal(["ALL"], c.SecurityContext.Capabilities.Drop);
        });
    });

    private static void Check(string name, V1Pod pod)
    {
        var node = JsonNode.Parse(KubernetesJson.Serialize(pod))!;
        // The trial's file is JSON in JSON: shown as what it is.
        var annotations = node["metadata"]!["annotations"]!.AsObject();
        foreach (var key in annotations.Select(a => a.Key).Where(k => k.StartsWith("filler.dev/", StringComparison.Ordinal) && annotations[k]!.GetValue<string>().StartsWith('{')).ToList())
            annotations[key] = JsonNode.Parse(annotations[key]!.GetValue<string>());
        // The manifest's sections have golden files of their own.
        if (annotations["filler.dev/trial"]?["spec"] is JsonObject told)
        {
            foreach (var section in new[] { "dataset", "model", "training" }) told[section] = told[section]!.AsObject().Count > 0 ? "as the study has it" : "missing";
        }

        if (annotations["filler.dev/dataset-spec"] is JsonObject images) annotations["filler.dev/dataset-spec"] = new JsonArray([.. images.Select(f => (JsonNode)f.Key)]);
        var text = node.ToJsonString(Indented) + "\n";
        var file = Repository.Golden(name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") File.WriteAllText(file, text);

        Assert.True(File.Exists(file), $"{file} is missing: set UPDATE_GOLDEN=1, run again and read the pods");
        Assert.True(text == File.ReadAllText(file), $"{file} differs from the pod that is built; run: make golden, and read the diff");
    }
}
