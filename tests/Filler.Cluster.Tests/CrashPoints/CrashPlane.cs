using Filler.TestKit.Cluster;

namespace Filler.Cluster.Tests.CrashPoints;

/// <summary>A control plane in which objects with one uid may live in many namespaces: without the garbage collector, which knows objects by uid.</summary>
[CollectionDefinition(Name)]
public sealed class CrashPlane : IAsyncLifetime, ICollectionFixture<CrashPlane>
{
    /// <summary>Of the test classes that share one.</summary>
    public const string Name = "crash plane";

    public static ControlPlaneOptions Options { get; } = new()
    {
        ControllerManager = false,
        AuditLog = false,
        ApiServerArguments = ["--disable-admission-plugins=ServiceAccount"],
    };

    private ControlPlane? plane;

    public ControlPlane ControlPlane => plane ?? throw new InvalidOperationException("call Require() first");

    /// <summary>Skips the test, saying why, where no control plane can be started.</summary>
    public void Require() => Skip.If(plane is null, KubernetesBinaries.Installed.Missing);

    public async Task InitializeAsync()
    {
        if (KubernetesBinaries.Installed.Missing is null)
            plane = await ControlPlane.StartAsync(Options);
    }

    public async Task DisposeAsync()
    {
        if (plane is not null) await plane.DisposeAsync();
    }
}
