using System.Text.Json.Nodes;

namespace Filler.Api;

/// <summary>The definitions of Study and Trial that a cluster is given, rendered from the types: crds/, checked for drift.</summary>
public static class CustomResourceDefinitions
{
    // Left out in the cluster: they follow from the study and the parameters, see ADR 46.
    private static readonly string[] FollowsFromStudy = ["dataset", "model", "training"];

    /// <summary>File name and content.</summary>
    public static IReadOnlyDictionary<string, string> Render() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["studies.filler.dev.yaml"] = CrdYaml.Write(Study()),
        ["trials.filler.dev.yaml"] = CrdYaml.Write(Trial()),
    };

    private static JsonObject Study()
    {
        var schema = Root(
            "Which convolutional network tells filler morphologies apart, and how well: the images, the network, what to search and for how long.",
            SchemaWriter.Of(typeof(StudySpec), withDefaults: true),
            SchemaWriter.Of(typeof(StudyStatus), withDefaults: false));
        // Room is left for the trial's number and attempt within a label's 63 characters.
        schema["properties"]!["metadata"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["name"] = new JsonObject { ["type"] = "string", ["maxLength"] = 50, ["pattern"] = "^[a-z]([-a-z0-9]*[a-z0-9])?$" } },
        };
        schema["required"] = new JsonArray("spec");
        schema["properties"]!["spec"]!["description"] = "What is asked for. dataset, model, training, objective.metric, the searched parameters and the storage never change once a study has begun; budget, goal, parallelism and suspend may at any time.";
        schema["properties"]!["spec"]!["properties"]!["objective"]!["properties"]!["metric"]!["x-kubernetes-validations"] =
            new JsonArray(new JsonObject { ["rule"] = "self == oldSelf", ["message"] = "the metric of a study never changes; make another study" });
        return Definition(
            "Study", "StudyList", "studies", "study", ["st"], schema,
            Column("Phase", "string", ".status.phase", "Refused, Running, Suspended, Complete or Failed."),
            Column("Trials", "string", ".status.progress", "Done, of those to expect."),
            Column("Running", "integer", ".status.trials.running", "Trials under way."),
            Column("Best", "number", ".status.best.validationMetric", "The objective of the best configuration on the validation images."),
            Column("Worst class", "string", ".status.best.worstClass", "The class that the best network tells worst, on the evaluation images."),
            Column("Age", "date", ".metadata.creationTimestamp", "Time since it was made."),
            Column("Message", "string", ".status.message", "What the study does, or why it ended.", priority: 1));
    }

    private static JsonObject Trial() => Definition(
        "Trial", "TrialList", "trials", "trial", ["tr"],
        Root(
            "One hyperparameter set on its way through training. Made by the operator; only its study is yours to change.",
            Atomic(SchemaWriter.Of(typeof(TrialSpec), withDefaults: false, FollowsFromStudy)),
            Atomic(SchemaWriter.Of(typeof(TrialStatus), withDefaults: false))),
        Column("Study", "string", ".spec.study", "The study that it belongs to."),
        Column("Phase", "string", ".status.phase", "Pending, Running, Paused, Succeeded, Pruned or Failed."),
        Column("Attempt", "integer", ".status.attempt", "Starts, resumes and retries."),
        Column("Epoch", "integer", ".status.epochs[-1:].epoch", "The last epoch reported."),
        Column("Metric", "number", ".status.result.validationMetric", "The objective on the validation images."),
        Column("Age", "date", ".metadata.creationTimestamp", "Time since it was made."),
        Column("Message", "string", ".status.message", "Why it is in its phase.", priority: 1));

    /// <summary>
    /// Nobody applies trials field by field, so the server need not keep who manages each field: that list is as long as the trial itself, ten thousand times
    /// (docs/adr/0052-atomic-trials.md).
    /// </summary>
    private static JsonObject Atomic(JsonObject section)
    {
        section["x-kubernetes-map-type"] = "atomic";
        return section;
    }

    private static JsonObject Root(string description, JsonObject spec, JsonObject status) => new()
    {
        ["type"] = "object",
        ["description"] = description,
        ["properties"] = new JsonObject
        {
            ["apiVersion"] = new JsonObject { ["type"] = "string" },
            ["kind"] = new JsonObject { ["type"] = "string" },
            ["metadata"] = new JsonObject { ["type"] = "object" },
            ["spec"] = spec,
            ["status"] = status,
        },
    };

    private static JsonObject Definition(
        string kind, string listKind, string plural, string singular, string[] shortNames, JsonObject schema, params JsonObject[] columns) => new()
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{plural}.{ApiGroup.Name}" },
            ["spec"] = new JsonObject
            {
                ["group"] = ApiGroup.Name,
                ["scope"] = "Namespaced",
                ["names"] = new JsonObject
                {
                    ["kind"] = kind,
                    ["listKind"] = listKind,
                    ["plural"] = plural,
                    ["singular"] = singular,
                    ["shortNames"] = new JsonArray([.. shortNames.Select(n => (JsonNode)n)]),
                    ["categories"] = new JsonArray("all", "filler"),
                },
                ["versions"] = new JsonArray(new JsonObject
                {
                    ["name"] = ApiGroup.Version,
                    ["served"] = true,
                    ["storage"] = true,
                    ["additionalPrinterColumns"] = new JsonArray([.. columns]),
                    ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
                    ["schema"] = new JsonObject { ["openAPIV3Schema"] = schema },
                }),
            },
        };

    private static JsonObject Column(string name, string type, string path, string description, int priority = 0)
    {
        var column = new JsonObject { ["name"] = name, ["type"] = type, ["jsonPath"] = path, ["description"] = description };
        if (priority > 0) column["priority"] = priority;
        return column;
    }
}
