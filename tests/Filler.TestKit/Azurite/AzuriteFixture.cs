namespace Filler.TestKit.Azurite;

/// <summary>One emulator, with a gateway of faults before it, for the tests of a class.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? server;
    private FaultGateway? gateway;

    public AzuriteServer Server => server ?? throw new InvalidOperationException("call Require() first");

    /// <summary>Between client and server; faultless until told otherwise.</summary>
    public FaultGateway Gateway => gateway ?? throw new InvalidOperationException("call Require() first");

    /// <summary>Skips the test, saying why, where there is no emulator.</summary>
    public void Require() => Skip.If(server is null, AzuriteServer.Missing);

    public async Task InitializeAsync()
    {
        if (AzuriteServer.Missing is not null) return;
        server = await AzuriteServer.StartAsync();
        gateway = await FaultGateway.StartAsync(server.Address);
    }

    public async Task DisposeAsync()
    {
        if (gateway is not null) await gateway.DisposeAsync();
        if (server is not null) await server.DisposeAsync();
    }
}
