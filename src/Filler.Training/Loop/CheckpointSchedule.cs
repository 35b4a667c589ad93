using System.Diagnostics;

namespace Filler.Training;

/// <summary>Each epoch's checkpoint is kept in memory and written where that costs little of the time; a stop writes the one kept.</summary>
internal sealed class CheckpointSchedule(CheckpointFolder folder)
{
    private const double Share = 0.02;
    private long written = Stopwatch.GetTimestamp();
    private double writeSeconds;
    private Checkpoint? unwritten;

    /// <summary>Keeps the newest; writes it where writing has taken at most its share of the time.</summary>
    public void Keep(Checkpoint checkpoint)
    {
        unwritten = checkpoint;
        if (Stopwatch.GetElapsedTime(written).TotalSeconds >= writeSeconds / Share) Write();
    }

    /// <summary>Writes the newest, if it is not written yet.</summary>
    public void Write()
    {
        if (unwritten is null) return;
        var clock = Stopwatch.GetTimestamp();
        folder.Write(unwritten);
        unwritten = null;
        written = Stopwatch.GetTimestamp();
        writeSeconds = Stopwatch.GetElapsedTime(clock).TotalSeconds;
    }
}
