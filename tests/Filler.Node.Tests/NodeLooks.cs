using System.Text.Json;

namespace Filler.Node.Tests;

/// <summary>What a person at the cluster would look up, and wait for.</summary>
internal static class NodeLooks
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>A study as the API server has it.</summary>
    public sealed record StudySeen(JsonElement Status)
    {
        public bool Has(string condition) => Status.ValueKind == JsonValueKind.Object && Status.TryGetProperty("conditions", out var all)
            && all.EnumerateArray().Any(c => c.GetProperty("type").GetString() == condition && c.GetProperty("status").GetString() == "True");
    }

    public static async Task<StudySeen> UntilAsync(this NodeFixture node, string study, TimeSpan limit, Func<StudySeen, bool> holds)
    {
        var seen = new StudySeen(default);
        await node.UntilAsync(
            async () =>
            {
                seen = new StudySeen(await StatusAsync(node, "study", study));
                return holds(seen);
            },
            $"study {study}", limit);
        return seen;
    }

    public static Task<JsonElement> TrialAsync(this NodeFixture node, string trial) => StatusAsync(node, "trial", trial);

    /// <summary>Waits for an epoch on record and gives the number of them.</summary>
    public static async Task<int> UntilEpochAsync(this NodeFixture node, string trial, int epoch)
    {
        var seen = 0;
        await node.UntilAsync(
            async () =>
            {
                var status = await node.TrialAsync(trial);
                seen = status.ValueKind == JsonValueKind.Object && status.TryGetProperty("epochs", out var epochs) ? epochs.GetArrayLength() : 0;
                return seen >= epoch;
            },
            $"epoch {epoch} of {trial}");
        return seen;
    }

    public static async Task<JsonElement> UntilAttemptAsync(this NodeFixture node, string trial, int attempt)
    {
        JsonElement seen = default;
        await node.UntilAsync(
            async () =>
            {
                seen = await node.TrialAsync(trial);
                return seen.GetProperty("attempt").GetInt32() >= attempt;
            },
            $"attempt {attempt} of {trial}");
        return seen;
    }

    /// <exception cref="TimeoutException">It did not come to hold; with what the cluster says of it.</exception>
    public static async Task UntilAsync(this NodeFixture node, Func<Task<bool>> holds, string what, TimeSpan? limit = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > (limit ?? TimeSpan.FromMinutes(3)))
            {
                var pods = await node.KubectlAsync("get", "pods", "-A", "-o", "wide");
                var events = await node.KubectlAsync("get", "events", "-n", NodeFixture.Namespace, "--sort-by=.lastTimestamp");
                var studies = await node.KubectlAsync("get", "studies,trials", "-n", NodeFixture.Namespace, "-o", "yaml");
                throw new TimeoutException($"{what}: did not come to hold\n{pods}\n{events}\n{studies}");
            }

            await Task.Delay(Look, TimeProvider.System);
        }
    }

    public static async Task<IReadOnlyList<string>> BlobsAsync(this NodeFixture node)
    {
        var names = new List<string>();
        await foreach (var blob in node.OpenStore().GetBlobsAsync()) names.Add(blob.Name);
        return names;
    }

    /// <summary>Another program that fills a pod's scratch, which the kubelet watches.</summary>
    public static async Task FillScratchAsync(this NodeFixture node, string podUid, int megabytes)
    {
        await using var file = File.Create(Path.Combine(node.PodsFolder, podUid, "volumes", "kubernetes.io~empty-dir", "filler-scratch", "ballast"));
        var block = new byte[1 << 20];
        for (var i = 0; i < megabytes; i++) await file.WriteAsync(block);
    }

    /// <summary>The kernel's record of the one process of that program on the node: the first word of each line of <c>/proc/PID/status</c>.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ProcessStatusAsync(string program)
    {
        var pid = (await Shell.RunAsync("pgrep", "-f", $"^/app/{program}")).Trim();
        var lines = await File.ReadAllLinesAsync($"/proc/{pid}/status");
        return lines.Select(l => l.Split(':', 2)).Where(l => l.Length == 2).ToDictionary(l => l[0], l => l[1].Trim().Split('\t', ' ')[0]);
    }

    /// <summary>SIGKILL to the one process of the node that was started with that word in its environment.</summary>
    public static async Task KillProcessAsync(string word)
    {
        var found = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _) && EnvironmentOf(name!).Contains(word, StringComparison.Ordinal));
        await Shell.RunAsync("kill", "-KILL", Assert.Single(found)!);
    }

    private static string EnvironmentOf(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile, or the kernel's own.
            return "";
        }
    }

    private static async Task<JsonElement> StatusAsync(NodeFixture node, string kind, string name)
    {
        var root = JsonDocument.Parse(await node.KubectlAsync("get", kind, name, "-n", NodeFixture.Namespace, "--ignore-not-found", "-o", "json") is { Length: > 0 } text ? text : "{}").RootElement;
        return root.TryGetProperty("status", out var status) ? status.Clone() : default;
    }
}
