namespace Filler.Worker;

/// <summary>Why and when a piece of work should checkpoint and end. Safe for several threads.</summary>
/// <param name="process">The request to the whole process, which asks this work too; null where the work is the process's only one.</param>
internal sealed class StopRequest(StopRequest? process = null) : IDisposable
{
    private readonly CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(process?.Token ?? CancellationToken.None);
    private string? reason;

    public CancellationToken Token => source.Token;

    public string Reason => reason ?? process?.Reason ?? "";

    /// <summary>The first reason is the one told.</summary>
    public void Ask(string why)
    {
        Interlocked.CompareExchange(ref reason, why, null);
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work ended in the same instant.
        }
    }

    public void Dispose() => source.Dispose();
}
