using Filler.Api;
using Filler.Worker.Telemetry;

namespace Filler.Worker;

/// <summary>Events as JSON lines. A parent that no longer reads costs the report, not the result: that is in the store.</summary>
/// <param name="trial">What they are about.</param>
/// <param name="ids">Which trace each belongs to.</param>
/// <param name="also">Hears every event too.</param>
internal sealed class EventWriter(TextWriter output, Trial trial, TraceIds ids, Action<WorkerEvent>? also = null)
{
    public int Trial => trial.Spec.Number;

    public int Attempt => trial.Status.Attempt;

    public void Write(WorkerEvent report)
    {
        try
        {
            output.WriteLine(FillerJson.Serialize(ids.Mark(report)));
            output.Flush();
        }
        catch (IOException)
        {
            // The pipe is broken: the parent died, and the watch on it ends this process soon.
        }

        also?.Invoke(report);
    }
}
