using System.Runtime.InteropServices;

namespace Filler.Cli.Studies;

/// <summary>Turns Ctrl-C, SIGTERM and a closed terminal into a request, for as long as it lives.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> registrations = [];

    public StopSignals(Action asked)
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
        {
            registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                asked();
            }));
        }
    }

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
    }
}
