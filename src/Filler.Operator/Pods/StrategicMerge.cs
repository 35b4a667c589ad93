using System.Text.Json.Nodes;

namespace Filler.Operator.Pods;

/// <summary>Kubernetes' strategic merge as far as pods need it: mappings field by field, lists of named things by name, tolerations and the like added.</summary>
internal static class StrategicMerge
{
    // What names an entry of a list; lists without such a field are replaced, or added to.
    private static readonly string[] Keys = ["name", "mountPath", "containerPort", "topologyKey"];
    private static readonly HashSet<string> Added = ["tolerations", "envFrom", "imagePullSecrets", "schedulingGates"];

    public static void Into(JsonObject target, JsonObject overlay)
    {
        foreach (var (name, value) in overlay)
        {
            switch (value, target[name])
            {
                case (JsonObject over, JsonObject under):
                    Into(under, over);
                    break;
                case (JsonArray over, JsonArray under):
                    Into(under, over, name);
                    break;
                default:
                    target[name] = value?.DeepClone();
                    break;
            }
        }
    }

    private static void Into(JsonArray target, JsonArray overlay, string list)
    {
        if (!Added.Contains(list) && !overlay.All(i => KeyOf(i) is not null))
        {
            target.Clear();
            foreach (var item in overlay) target.Add(item?.DeepClone());
            return;
        }

        foreach (var item in overlay)
        {
            // A mount's name is its volume's: two mounts may show one volume.
            var key = list == "volumeMounts" ? "mountPath" : KeyOf(item);
            if (!Added.Contains(list) && key is not null && target.FirstOrDefault(t => (string?)t?[key] == (string?)item![key]) is JsonObject same) Into(same, (JsonObject)item!);
            else target.Add(item?.DeepClone());
        }
    }

    private static string? KeyOf(JsonNode? item) => item is JsonObject entry ? Keys.FirstOrDefault(k => entry[k] is JsonValue v && v.GetValueKind() == System.Text.Json.JsonValueKind.String) : null;
}
