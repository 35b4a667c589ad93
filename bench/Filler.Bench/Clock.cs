using System.Diagnostics;

namespace Filler.Bench;

/// <summary>Repeated timing.</summary>
internal static class Clock
{
    /// <summary>Median seconds of one call over <paramref name="rounds"/>, after one that does not count.</summary>
    public static double Median(int rounds, Action action)
    {
        action();
        var seconds = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[rounds / 2];
    }

    /// <summary>Median seconds of processor time of one call, which other work on the machine does not lengthen.</summary>
    public static double MedianProcessor(int rounds, Action action)
    {
        // The runtime compiles a method well after some dozen calls, in the background.
        for (var start = Stopwatch.StartNew(); start.ElapsedMilliseconds < 2000;) action();
        var seconds = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var start = Environment.CpuUsage.TotalTime;
            action();
            seconds[i] = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[rounds / 2];
    }
}
