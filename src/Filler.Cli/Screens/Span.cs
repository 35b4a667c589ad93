namespace Filler.Cli.Screens;

/// <summary>Durations for people: <c>8 s</c>, <c>3:20 min</c>, <c>2:05 h</c>.</summary>
internal static class Span
{
    public static string Of(TimeSpan span) => span.TotalSeconds switch
    {
        < 60 => $"{(int)span.TotalSeconds} s",
        < 3600 => $"{(int)span.TotalMinutes}:{span.Seconds:00} min",
        _ => $"{(int)span.TotalHours}:{span.Minutes:00} h",
    };
}
