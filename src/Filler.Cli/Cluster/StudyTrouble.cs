using Filler.Api;

namespace Filler.Cli.Cluster;

/// <summary>What holds up a study in a cluster, from its conditions.</summary>
internal static class StudyTrouble
{
    // Conditions by the value that is trouble; the operator's words say which.
    private static readonly (string Type, string Status)[] Bad = [("Accepted", "False"), ("Blocked", "True"), ("StoreOpen", "False"), ("DatasetReady", "False")];

    // An operator writes its first condition within seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static IEnumerable<string> Of(Study study, DateTimeOffset now)
    {
        if (study.Status is not { Conditions.Count: > 0 } status)
        {
            if (study.Metadata.CreationTimestamp is { } made && now - made > Patience)
                yield return $"no operator has looked at it since it was made at {made.ToUniversalTime():HH:mm:ss} UTC: is one running, and does it watch namespace {study.Metadata.NamespaceProperty}? See: kubectl get pods --all-namespaces -l app.kubernetes.io/name=filler-operator";
            yield break;
        }

        foreach (var condition in status.Conditions.Where(c => Bad.Contains((c.Type, c.Status)) && c.Message is { Length: > 0 }))
            yield return $"{condition.Type} {condition.Status} ({condition.Reason}): {condition.Message}";
    }
}
