using Filler.Api;
using k8s.Models;

namespace Filler.Studies;

/// <summary>What a trial's pod may ask for: nothing that the restricted pod security standard forbids, nothing of other namespaces (docs/adr/0045).</summary>
internal static class PodTemplateRules
{
    private const string Path = "spec.trial.template";

    private static readonly HashSet<string> Allowed =
    [
        "affinity", "containers", "dnsConfig", "dnsPolicy", "enableServiceLinks", "imagePullSecrets", "initContainers", "nodeSelector", "preemptionPolicy", "priorityClassName", "resourceClaims",
        "runtimeClassName", "schedulerName", "schedulingGates", "securityContext", "serviceAccountName", "tolerations", "topologySpreadConstraints", "volumes",
    ];

    private static readonly HashSet<string> AllowedVolumes =
        ["name", "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    public static IReadOnlyList<ManifestProblem> Check(StudySpec spec)
    {
        if (spec.Trial.Template is not { } template) return [];
        var problems = Reserved(template).ToList();
        if (template.Spec is not { } overlay) return problems;
        problems.AddRange(PodOverlays.CheckShape(overlay, $"{Path}.spec"));
        problems.AddRange(overlay.Where(f => !Allowed.Contains(f.Key)).Select(f => new ManifestProblem($"{Path}.spec.{f.Key}", "is not for a trial to set", $"leave it out; allowed: {string.Join(", ", Allowed)}")));
        if (problems.Count > 0 || PodOverlays.ReadSpec(template) is not { } pod) return problems;
        var volumes = overlay["volumes"]?.AsArray() ?? [];
        for (var i = 0; i < volumes.Count; i++)
        {
            foreach (var (kind, _) in volumes[i]!.AsObject().Where(f => !AllowedVolumes.Contains(f.Key)))
                problems.Add(new ManifestProblem($"{Path}.spec.volumes[{i}].{kind}", "reaches beyond the pod's own namespace", $"use one of: {string.Join(", ", AllowedVolumes.Skip(1))}"));
            if (((string?)volumes[i]!["name"])?.StartsWith("filler-", StringComparison.Ordinal) == true)
                problems.Add(new ManifestProblem($"{Path}.spec.volumes[{i}].name", "names beginning with filler- are the operator's", "name it otherwise"));
        }

        if (spec.Trial.Packing > 1) problems.AddRange(Packed(pod));
        problems.AddRange(Secrets(pod));
        problems.AddRange(Security($"{Path}.spec.securityContext", pod.SecurityContext?.RunAsUser, pod.SecurityContext?.RunAsNonRoot, pod.SecurityContext?.SeccompProfile));
        problems.AddRange(Containers("containers", pod.Containers).Concat(Containers("initContainers", pod.InitContainers)));
        return problems;
    }

    private static IEnumerable<ManifestProblem> Reserved(PodOverlay template) =>
        from map in new[] { (Name: "labels", Map: template.Metadata.Labels), (Name: "annotations", Map: template.Metadata.Annotations) }
        from key in map.Map.Keys
        where key.StartsWith(ApiGroup.Name, StringComparison.Ordinal) || key == "app.kubernetes.io/managed-by"
        select new ManifestProblem($"{Path}.metadata.{map.Name}.{key}", "is the operator's", "leave it out");

    /// <summary>A pack's container runs the worker, which starts the trials' processes.</summary>
    private static IEnumerable<ManifestProblem> Packed(V1PodSpec pod)
    {
        for (var i = 0; i < (pod.Containers?.Count ?? 0); i++)
        {
            if (pod.Containers![i] is not { Name: "trial" } own) continue;
            foreach (var (field, given) in new[] { ("command", own.Command), ("args", own.Args) })
            {
                if (given is { Count: > 0 })
                    yield return new ManifestProblem($"{Path}.spec.containers[{i}].{field}", "a trainer of your own runs one trial a pod, and spec.trial.packing asks for several", "leave it out, or write packing: 1");
            }
        }
    }

    /// <summary>A secret is named within the study's own namespace; no name with a slash leads elsewhere.</summary>
    private static IEnumerable<ManifestProblem> Secrets(V1PodSpec pod)
    {
        var names = (pod.Volumes ?? []).Select(v => v.Secret?.SecretName)
            .Concat((pod.ImagePullSecrets ?? []).Select(s => s.Name))
            .Concat((pod.Containers ?? []).Concat(pod.InitContainers ?? []).SelectMany(c => (c.EnvFrom ?? []).Select(e => e.SecretRef?.Name).Concat((c.Env ?? []).Select(e => e.ValueFrom?.SecretKeyRef?.Name))));
        return names.Where(n => n is not null && !n.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.'))
            .Select(n => new ManifestProblem($"{Path}.spec", $"'{n}' names no secret of the study's namespace", "write the name alone; a secret of another namespace cannot be used"));
    }

    private static IEnumerable<ManifestProblem> Containers(string list, IList<V1Container>? containers)
    {
        for (var i = 0; i < (containers?.Count ?? 0); i++)
        {
            var (path, c) = ($"{Path}.spec.{list}[{i}]", containers![i]);
            var security = c.SecurityContext;
            if (security?.Privileged == true) yield return new ManifestProblem($"{path}.securityContext.privileged", "a privileged container owns its node", "leave it out");
            if (security?.AllowPrivilegeEscalation == true) yield return new ManifestProblem($"{path}.securityContext.allowPrivilegeEscalation", "is forbidden by the restricted standard", "leave it out");
            if (security?.Capabilities?.Add is { Count: > 0 }) yield return new ManifestProblem($"{path}.securityContext.capabilities.add", "is forbidden by the restricted standard", "leave it out");
            if (security?.ProcMount is not (null or "Default")) yield return new ManifestProblem($"{path}.securityContext.procMount", "is forbidden by the restricted standard", "leave it out");
            foreach (var problem in Security($"{path}.securityContext", security?.RunAsUser, security?.RunAsNonRoot, security?.SeccompProfile)) yield return problem;
            if (c.Ports?.Any(p => p.HostPort > 0) == true) yield return new ManifestProblem($"{path}.ports", "a port of the node is not for a trial to take", "leave hostPort out");
            if (c.Env?.FirstOrDefault(e => e.Name.StartsWith("FILLER_", StringComparison.Ordinal)) is { } own)
                yield return new ManifestProblem($"{path}.env", $"{own.Name} is the operator's", "name it otherwise");
        }
    }

    private static IEnumerable<ManifestProblem> Security(string path, long? user, bool? nonRoot, V1SeccompProfile? seccomp)
    {
        if (user == 0) yield return new ManifestProblem($"{path}.runAsUser", "0 is root", "write another user");
        if (nonRoot == false) yield return new ManifestProblem($"{path}.runAsNonRoot", "false is forbidden by the restricted standard", "leave it out");
        if (seccomp?.Type == "Unconfined") yield return new ManifestProblem($"{path}.seccompProfile", "Unconfined is forbidden by the restricted standard", "write RuntimeDefault");
    }
}
