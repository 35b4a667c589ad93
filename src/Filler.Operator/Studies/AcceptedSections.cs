using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Studies;

namespace Filler.Operator.Studies;

/// <summary>A study's sections that never change once it has begun, kept in an annotation as they were then.</summary>
internal static class AcceptedSections
{
    public static bool Has(Study study) => Of(study) is not null;

    /// <summary>As the annotation keeps them.</summary>
    public static string Text(StudySpec spec) => FrozenSections.Of(spec).ToJsonString(FillerJson.Options);

    /// <summary>The study as it may be run, whatever its manifest says by now.</summary>
    /// <returns>And why an edit is not followed; null: none is to be refused.</returns>
    public static (Study Study, string? Refused) Restore(Study study) =>
        Of(study) is { } accepted && FrozenSections.FirstDifference(accepted, study.Spec) is { } difference
            ? (study with { Spec = FrozenSections.Restore(study.Spec, accepted) },
                $"{difference.Path}: {difference.Now} is refused: it never changes once a study has begun, and this one began with {difference.Before}; the study goes on with that. Write it back, or make another study")
            : (study, null);

    private static JsonObject? Of(Study study)
    {
        if (study.Metadata.Annotations is not { } annotations || !annotations.TryGetValue(Names.Accepted, out var text)) return null;
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // Somebody wrote over it: what the manifest says now is taken for what it said then.
            return null;
        }
    }
}
