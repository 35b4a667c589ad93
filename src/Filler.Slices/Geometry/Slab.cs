namespace Filler.Slices;

/// <summary>A part of a structure between two parallel faces: what one split may see of a structure that all splits share.</summary>
/// <param name="Axis">0 (x), 1 (y) or 2 (z): the axis at right angles to the faces.</param>
/// <param name="LowNm">Lower face in nm.</param>
/// <param name="HighNm">Upper face in nm, &gt; <paramref name="LowNm"/>.</param>
public readonly record struct Slab(int Axis, double LowNm, double HighNm)
{
    public double LengthNm => HighNm - LowNm;

    /// <summary>Equal slabs along an axis, with a gap between neighbours that no slab sees.</summary>
    /// <param name="axis">The axis that is divided.</param>
    /// <param name="lowNm">Where the structure begins along it.</param>
    /// <param name="highNm">Where it ends.</param>
    /// <param name="guardNm">The gap in nm; at least what one particle or one interpolation reaches across.</param>
    /// <param name="count">Number of slabs, ≥ 1.</param>
    /// <param name="periodic">Whether the last slab is the first one's neighbour, so that they too need a gap.</param>
    /// <exception cref="ArgumentException">The gaps leave nothing.</exception>
    public static Slab[] Split(int axis, double lowNm, double highNm, double guardNm, int count, bool periodic)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(guardNm);
        var gaps = periodic ? count : count - 1;
        var length = (highNm - lowNm - (gaps * guardNm)) / count;
        if (!(length > 0))
            throw new ArgumentException(
                $"{highNm - lowNm:g6} nm cannot hold {count} separate parts with {guardNm:g6} nm between them; use a larger structure, or a smaller spec.dataset.guardNm");
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var low = lowNm + (i * (length + guardNm));
            return new Slab(axis, low, low + length);
        })];
    }
}
