using System.Net;
using System.Net.Sockets;

namespace Filler.Node.Tests;

/// <summary>
/// Passes connections on from an address that pods reach to one that they do not: what kube-proxy does for the API server's service, and for a server
/// on the loopback interface.
/// </summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly IPEndPoint target;
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public TcpRelay(IPEndPoint at, IPEndPoint target)
    {
        this.target = target;
        listener = new TcpListener(at);
        listener.Start();
        accepting = Task.Run(AcceptAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _ = PassAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    // A connection that breaks on one side ends on both; its ends see that themselves.
    private async Task PassAsync(TcpClient from)
    {
        using var to = new TcpClient();
        using (from)
        {
            try
            {
                await to.ConnectAsync(target, stop.Token);
                var (left, right) = (from.GetStream(), to.GetStream());
                await Task.WhenAny(left.CopyToAsync(right, stop.Token), right.CopyToAsync(left, stop.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
            }
        }
    }
}
