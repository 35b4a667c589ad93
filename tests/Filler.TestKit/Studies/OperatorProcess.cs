using System.Runtime.InteropServices;
using Filler.TestKit.Cluster;

namespace Filler.TestKit.Studies;

/// <summary>The operator's own program, as a process that can be killed, paused and started again.</summary>
public sealed class OperatorProcess : IAsyncDisposable
{
    private readonly ClusterComponent component;

    /// <param name="kubeConfig">The API server, or a proxy before it.</param>
    /// <param name="namespace">The one that it watches.</param>
    /// <param name="store">Where studies that name no store keep their blobs.</param>
    /// <param name="more">Further environment variables.</param>
    public OperatorProcess(string kubeConfig, string @namespace, string store, IReadOnlyDictionary<string, string>? more = null)
    {
        var environment = new Dictionary<string, string>
        {
            ["KUBECONFIG"] = kubeConfig,
            ["FILLER_WATCH_NAMESPACE"] = @namespace,
            ["FILLER_DEFAULT_STORE"] = store,
            ["FILLER_WORKER_IMAGE"] = "worker:test",
            ["FILLER_LEADER_ELECTION"] = "false",
            ["FILLER_HTTP_PORT"] = "0",
            ["FILLER_LOG_LEVEL"] = "Warning",
            ["POD_NAMESPACE"] = @namespace,
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>()) environment[name] = value;
        // FILLER_OPERATOR: the program as an image has it, published and compiled ahead.
        component = Environment.GetEnvironmentVariable("FILLER_OPERATOR") is { Length: > 0 } published
            ? ClusterComponent.Of(published, [], environment, Path.GetTempFileName())
            : ClusterComponent.Of(Dotnet, [Program], environment, Path.GetTempFileName());
    }

    public bool IsRunning => component.IsRunning;

    /// <summary>Of the run that is going on.</summary>
    public int ProcessId => component.ProcessId;

    /// <summary>What it printed, over all its starts.</summary>
    public string Log => File.ReadAllText(component.LogFile);

    // The muxer of the runtime that runs this: a path may lead to another one.
    private static string Dotnet => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    // artifacts/bin/PROJECT/CONFIGURATION/
    private static string Program
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(here.Parent!.Parent!.FullName, "Filler.Operator", here.Name, "Filler.Operator.dll");
        }
    }

    /// <summary>Returns when the process runs; it is ready some time later.</summary>
    public Task StartAsync() => component.StartAsync(TimeSpan.FromSeconds(10), CancellationToken.None);

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => component.KillAsync();

    /// <summary>SIGTERM, and waits for the end.</summary>
    public Task StopAsync() => component.StopAsync();

    /// <summary>SIGSTOP.</summary>
    public void Pause() => component.Pause();

    /// <summary>SIGCONT.</summary>
    public void Resume() => component.Resume();

    public async ValueTask DisposeAsync()
    {
        await component.KillAsync();
        File.Delete(component.LogFile);
    }
}
