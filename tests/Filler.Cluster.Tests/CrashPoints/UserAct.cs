using System.Text.Json.Nodes;
using k8s;

namespace Filler.Cluster.Tests.CrashPoints;

/// <summary>Something that a study's user does while the operator works and dies.</summary>
/// <param name="When">The study, as it is stored, has come so far.</param>
/// <param name="Deed">Of a client past the proxy, the study's name and its namespace.</param>
public sealed record UserAct(Func<JsonObject, bool> When, Func<IKubernetes, string, string, Task> Deed)
{
    /// <summary>Once so many trials have succeeded.</summary>
    public static UserAct After(int trials, Func<IKubernetes, string, string, Task> deed) => new(s => ((int?)s["status"]?["trials"]?["succeeded"] ?? 0) >= trials, deed);
}
