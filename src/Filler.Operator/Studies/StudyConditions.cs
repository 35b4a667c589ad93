using Filler.Api;
using k8s.Models;

namespace Filler.Operator.Studies;

/// <summary>Conditions beside the planner's own; a condition keeps its transition time while its status stays.</summary>
internal static class StudyConditions
{
    public const string Accepted = "Accepted";
    public const string DatasetReady = "DatasetReady";

    /// <summary>A pod waits for a node or its image.</summary>
    public const string Blocked = "Blocked";

    /// <summary>False where the operator cannot read the study's store, or not for now.</summary>
    public const string StoreOpen = "StoreOpen";

    public static V1Condition Of(Study study, string type, bool holds, string reason, string message, DateTimeOffset now)
    {
        var status = holds ? "True" : "False";
        var before = study.Status?.Conditions.FirstOrDefault(c => c.Type == type && c.Status == status);
        return new V1Condition
        {
            Type = type,
            Status = status,
            Reason = reason,
            Message = message.Length <= 1024 ? message : message[..1023] + "…",
            ObservedGeneration = study.Metadata.Generation,
            LastTransitionTime = before?.LastTransitionTime ?? now.UtcDateTime,
        };
    }

    public static bool Holds(Study study, string type) => study.Status?.Conditions.Any(c => c.Type == type && c.Status == "True") == true;

    public static StudyStatus With(StudyStatus status, V1Condition condition) =>
        status with { Conditions = [.. status.Conditions.Where(c => c.Type != condition.Type), condition] };

    public static StudyStatus Without(StudyStatus status, string type) =>
        status.Conditions.Any(c => c.Type == type) ? status with { Conditions = [.. status.Conditions.Where(c => c.Type != type)] } : status;
}
