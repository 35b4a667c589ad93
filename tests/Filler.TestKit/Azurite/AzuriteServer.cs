using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Filler.TestKit.Processes;

namespace Filler.TestKit.Azurite;

/// <summary>Azure Blob Storage on a free loopback port, in a temporary folder; ends with <see cref="DisposeAsync"/>.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    public const string Version = "3.37.0";

    /// <summary>The emulator's one account.</summary>
    public const string Account = "devstoreaccount1";

    /// <summary>The emulator's published key: no secret.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private readonly Process process;
    private readonly string folder;

    private AzuriteServer(Process process, string folder, int port)
    {
        (this.process, this.folder) = (process, folder);
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    /// <summary>Why it cannot be started here; null when it can.</summary>
    public static string? Missing => File.Exists(Path.Combine(Installed, "complete"))
        ? null
        : $"needs Azurite {Version} in {Installed}; eng/azurite.sh installs it (needs npm, once)";

    public Uri Address { get; }

    public int ProcessId => process.Id;

    private static string Installed => Path.Combine(Cluster.KubernetesBinaries.Cache(), $"azurite-{Version}");

    /// <exception cref="InvalidOperationException">It is not installed, or did not start.</exception>
    public static async Task<AzuriteServer> StartAsync(CancellationToken cancellationToken = default)
    {
        if (Missing is { } missing) throw new InvalidOperationException(missing);
        var folder = Directory.CreateTempSubdirectory("filler-azurite-").FullName;
        var port = FreePort();
        var program = Path.Combine(Installed, "node_modules", "azurite", "dist", "src", "blob", "main.js");
        var start = new ProcessStartInfo(
            "node", [program, "--blobHost", "127.0.0.1", "--blobPort", $"{port}", "--location", folder, "--silent", "--disableTelemetry"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new AzuriteServer(Process.Start(start)!, folder, port);
        // A test host that is killed leaves nothing behind.
        ProcessGuard.Shared.Watch(server.process);
        ProcessGuard.Shared.Own(folder);
        try
        {
            await server.AwaitAnswerAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task AwaitAnswerAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        using var client = new HttpClient();
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"azurite ended with {process.ExitCode}: {await process.StandardError.ReadToEndAsync(limit.Token)}");
            try
            {
                using var answer = await client.GetAsync(Address, limit.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
