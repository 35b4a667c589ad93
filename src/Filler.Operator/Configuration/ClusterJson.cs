using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Filler.Api;

namespace Filler.Operator.Configuration;

/// <summary>
/// How Study and Trial are read from and written to the API server: as in files, but fields of another version are passed over, and a trial is written
/// without the sections that follow from its study (docs/adr/0046-small-trials.md).
/// </summary>
internal static class ClusterJson
{
    public static JsonSerializerOptions Options { get; } = new(FillerJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
    };

    private static void LeaveOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (type.Type == typeof(TrialSpec) && property.Name is "dataset" or "model" or "training") property.ShouldSerialize = (_, _) => false;

            // An empty list says nothing, ten thousand times.
            if (type.Type == typeof(TrialStatus) && typeof(System.Collections.ICollection).IsAssignableFrom(property.PropertyType) is false && property.Name is "epochs" or "conditions")
                property.ShouldSerialize = (_, value) => value is System.Collections.IEnumerable list && list.GetEnumerator().MoveNext();
        }
    }
}
