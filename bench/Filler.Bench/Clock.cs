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
}
