using System.Runtime.InteropServices;

namespace Filler.Worker;

/// <summary>SIGTERM asks the whole process to checkpoint and leave.</summary>
internal sealed class StopSignals(StopRequest process) : IDisposable
{
    private readonly PosixSignalRegistration[] registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            process.Ask("SIGTERM");
        }),
        // Ctrl-C reaches the whole group of a terminal; the parent decides what becomes of its workers.
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true),
    ];

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
    }
}
