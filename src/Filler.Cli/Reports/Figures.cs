using System.Globalization;

namespace Filler.Cli.Reports;

/// <summary>How numbers are written in reports.</summary>
internal static class Figures
{
    private static readonly string[] Words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>0.9417 → <c>94.2</c>. Shares short of the whole are never rounded up to 100.</summary>
    public static string Percent(double share)
    {
        var text = (100 * share).ToString("F1", CultureInfo.InvariantCulture);
        return text switch
        {
            "100.0" when share < 1 => "99.9",
            "100.0" => "100",
            "0.0" when share <= 0 => "0",
            _ => text,
        };
    }

    /// <summary><c>92.0–95.8</c>.</summary>
    public static string Percent(Interval interval) => $"{Percent(interval.Low)}–{Percent(interval.High)}";

    /// <summary>A number word up to ten.</summary>
    public static string Word(int count) => count >= 0 && count < Words.Length ? Words[count] : count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 trial</c>, <c>3 trials</c>.</summary>
    /// <param name="several">Where it is not the noun with an s.</param>
    public static string Count(long count, string noun, string? several = null) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? noun : several ?? $"{noun}s")}";

    /// <summary><c>42 s</c>, <c>3 min 20 s</c>, <c>5 h 12 min</c>.</summary>
    public static string Duration(double seconds)
    {
        if (seconds < 10) return $"{seconds.ToString("0.0", CultureInfo.InvariantCulture)} s";
        var whole = (long)Math.Round(seconds);
        return whole switch
        {
            < 60 => $"{whole} s",
            < 3600 => $"{whole / 60} min {whole % 60} s",
            _ => $"{whole / 3600} h {whole % 3600 / 60} min",
        };
    }

    /// <summary>Four significant digits, no trailing zeros; very small and large ones as powers of ten.</summary>
    public static string Short(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return value.ToString(CultureInfo.InvariantCulture);
        return Math.Abs(value) is >= 1e-3 and < 1e6
            ? ((double)(decimal)value).ToString("G4", CultureInfo.InvariantCulture) is var text && text.Contains('E', StringComparison.Ordinal)
                ? value.ToString("N0", CultureInfo.InvariantCulture)
                : text
            : value.ToString("0.###e0", CultureInfo.InvariantCulture);
    }

    /// <summary>Counts as people say them: <c>812</c>, <c>24.6 k</c>, <c>1.2 M</c>.</summary>
    public static string Magnitude(double value) => value switch
    {
        < 1e4 => value.ToString("N0", CultureInfo.InvariantCulture),
        < 1e6 => $"{(value / 1e3).ToString("0.#", CultureInfo.InvariantCulture)} k",
        < 1e9 => $"{(value / 1e6).ToString("0.#", CultureInfo.InvariantCulture)} M",
        _ => $"{(value / 1e9).ToString("0.#", CultureInfo.InvariantCulture)} G",
    };
}
