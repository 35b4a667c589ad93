using System.Runtime.InteropServices;

namespace Filler.Worker;

/// <summary>Why and when this process should checkpoint and leave: SIGTERM, the end of the pipe from the parent, or a newer attempt.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public StopSignal()
    {
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
            {
                context.Cancel = true;
                Ask("SIGTERM");
            }),
            // Ctrl-C reaches the whole group of a terminal; the parent decides what becomes of its workers.
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true),
        ];
    }

    public CancellationToken Token => source.Token;

    public string Reason { get; private set; } = "";

    /// <summary>Stops when the input ends: a parent that was killed closes its end of the pipe.</summary>
    public void WatchParent(TextReader input) =>
        new Thread(() =>
        {
            while (input.ReadLine() is not null)
            {
            }

            Ask("the parent is gone");
        })
        { IsBackground = true, Name = "parent watch" }.Start();

    /// <summary>Asks the run to checkpoint and leave; the first reason is the one told.</summary>
    public void Ask(string reason)
    {
        if (Reason.Length == 0) Reason = reason;
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run ended in the same instant.
        }
    }

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }
}
