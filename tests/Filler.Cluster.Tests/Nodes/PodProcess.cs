using System.Diagnostics;
using System.Text;
using Filler.TestKit.Nodes;
using k8s;
using k8s.Models;

namespace Filler.Cluster.Tests.Nodes;

/// <summary>
/// Runs a pod's container as a process of this machine and keeps the promises a kubelet makes: environment from fields and secrets, files of the downward API, volumes,
/// the termination message, SIGTERM when the pod is deleted and SIGKILL after its grace period.
/// </summary>
/// <param name="programs">What an image holds: the command that its entry point is.</param>
/// <param name="kubeConfig">In place of the token that a kubelet mounts: a file for the pod's service account.</param>
internal sealed class PodProcess(IKubernetes client, IReadOnlyDictionary<string, IReadOnlyList<string>> programs, Func<V1Pod, string> kubeConfig) : IDisposable
{
    private const string Container = "trial";

    private readonly string folder = Directory.CreateTempSubdirectory("filler-node-").FullName;

    /// <summary>What the containers printed, by pod.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, string> Logs { get; } = new();

    /// <summary>Where a claim's content lies on this machine.</summary>
    public string Claim(string name) => Directory.CreateDirectory(Path.Combine(folder, "claims", name)).FullName;

    public async Task<ContainerEnd?> RunAsync(V1Pod pod, CancellationToken deleted)
    {
        var container = pod.Spec.Containers.Single(c => c.Name == Container);
        var home = Directory.CreateDirectory(Path.Combine(folder, pod.Uid())).FullName;
        var mounts = await MountsAsync(pod, container, home);
        var word = Path.Combine(home, "termination-log");
        await File.WriteAllTextAsync(word, "", CancellationToken.None);
        mounts["/dev/termination-log"] = word;
        using var process = Start(container, await EnvironmentAsync(pod, container, mounts), mounts, word);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        await using (deleted.Register(() => Signal(process, "TERM")))
        {
            using var grace = new CancellationTokenSource();
            await using var ends = deleted.Register(() => grace.CancelAfter(TimeSpan.FromSeconds(pod.Spec.TerminationGracePeriodSeconds ?? 30)));
            try
            {
                await process.WaitForExitAsync(grace.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }

        Logs[pod.Name()] = await output + await error;
        var said = await File.ReadAllTextAsync(word, CancellationToken.None);
        if (said.Length == 0 && process.ExitCode != 0 && container.TerminationMessagePolicy == "FallbackToLogsOnError") said = Tail(Logs[pod.Name()]);
        return new ContainerEnd(process.ExitCode, said);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Paths in the container and where they lie here.</summary>
    private async Task<Dictionary<string, string>> MountsAsync(V1Pod pod, V1Container container, string home)
    {
        var mounts = new Dictionary<string, string>();
        // Scratch is this machine's own.
        foreach (var mount in (container.VolumeMounts ?? []).Where(m => m.MountPath != "/tmp"))
        {
            var volume = pod.Spec.Volumes.Single(v => v.Name == mount.Name);
            var place = volume.PersistentVolumeClaim is { } claim ? Claim(claim.ClaimName) : Directory.CreateDirectory(Path.Combine(home, volume.Name)).FullName;
            foreach (var file in volume.DownwardAPI?.Items ?? []) File.WriteAllText(Path.Combine(place, file.Path), Field(pod, file.FieldRef.FieldPath));
            if (volume.ConfigMap is { } map)
            {
                foreach (var (file, text) in (await client.CoreV1.ReadNamespacedConfigMapAsync(map.Name, pod.Namespace())).Data) await File.WriteAllTextAsync(Path.Combine(place, file), text);
            }

            mounts[mount.MountPath] = place;
        }

        return mounts;
    }

    private async Task<Dictionary<string, string>> EnvironmentAsync(V1Pod pod, V1Container container, Dictionary<string, string> mounts)
    {
        var environment = new Dictionary<string, string> { ["KUBECONFIG"] = kubeConfig(pod) };
        foreach (var from in container.EnvFrom ?? [])
        {
            var secret = await client.CoreV1.ReadNamespacedSecretAsync(from.SecretRef.Name, pod.Namespace());
            foreach (var (name, value) in secret.Data) environment[name] = Encoding.UTF8.GetString(value);
        }

        foreach (var variable in container.Env ?? [])
            environment[variable.Name] = variable.ValueFrom?.FieldRef is { } field ? Field(pod, field.FieldPath) : Here(variable.Value ?? "", mounts);
        return environment;
    }

    private Process Start(V1Container container, Dictionary<string, string> environment, Dictionary<string, string> mounts, string word)
    {
        IReadOnlyList<string> command = container.Command is { Count: > 0 } own ? [.. own] : programs[container.Image];
        string[] line = [.. command.Concat(container.Args ?? []).Select(a => Here(a, mounts))];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        // Where a container has its own root, this machine has one for all.
        start.Environment["FILLER_TERMINATION_LOG"] = word;
        if (mounts.TryGetValue("/var/run/filler", out var contract)) start.Environment["FILLER_PARAMETERS"] = Path.Combine(contract, "parameters.json");
        start.Environment["FILLER_THREADS"] = "1";
        return Process.Start(start)!;
    }

    private static string Here(string text, Dictionary<string, string> mounts)
    {
        foreach (var (path, place) in mounts.OrderByDescending(m => m.Key.Length))
        {
            if (text == path || text.StartsWith(path + "/", StringComparison.Ordinal)) return place + text[path.Length..];
        }

        return text;
    }

    private static string Field(V1Pod pod, string path) => path switch
    {
        "metadata.name" => pod.Name(),
        "metadata.namespace" => pod.Namespace(),
        "metadata.uid" => pod.Uid(),
        _ when path.StartsWith("metadata.annotations['", StringComparison.Ordinal) => pod.Metadata.Annotations[path["metadata.annotations['".Length..^2]],
        _ => throw new NotSupportedException($"field {path}"),
    };

    private static void Signal(Process process, string name)
    {
        if (process.HasExited) return;
        using var kill = Process.Start("/bin/kill", [$"-{name}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static string Tail(string text) => text.Length > 2048 ? text[^2048..] : text;
}
