namespace Filler.TestKit.Cluster;

/// <summary>
/// The control plane that all tests of an assembly share, started when the first of them needs it. A test takes a namespace of its own
/// and neither stops nor compacts it: for that <see cref="ControlPlane.StartAsync"/> starts one more.
/// <code>
/// public class MyTests(ControlPlaneFixture cluster) : IClassFixture&lt;ControlPlaneFixture&gt;
/// {
///     [SkippableFact]
///     public async Task It_works()
///     {
///         cluster.Require();
///         var ns = await cluster.ControlPlane.CreateNamespaceAsync();
/// </code>
/// </summary>
public sealed class ControlPlaneFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<ControlPlane>> Shared = new(() => ControlPlane.StartAsync());

    private ControlPlane? controlPlane;

    public ControlPlane ControlPlane => controlPlane ?? throw new InvalidOperationException("call Require() first");

    /// <summary>Skips the test, saying why, where no control plane can be started.</summary>
    public void Require() => Skip.If(controlPlane is null, KubernetesBinaries.Installed.Missing);

    public async Task InitializeAsync()
    {
        if (KubernetesBinaries.Installed.Missing is null)
            controlPlane = await Shared.Value;
    }

    // It serves the next class too; the guard ends it together with the test host.
    public Task DisposeAsync() => Task.CompletedTask;
}
