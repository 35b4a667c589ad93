namespace Filler.Slices;

/// <summary>Where the middle of a field may lie so that the whole section stays inside.</summary>
internal static class CentreRange
{
    /// <param name="what">The structure or volume, for the message.</param>
    /// <exception cref="FieldOfViewException">The section does not fit; the message names the largest field that does.</exception>
    public static (double Low, double High) Inside(double low, double high, int axis, SliceFrame frame, string what)
    {
        var reach = frame.Reach(axis);
        if (high - low >= 2 * reach) return (low + reach, high - reach);
        throw new FieldOfViewException(
            $"a field of {frame.FieldOfViewNm:g6} nm {(frame.Orientation == PlaneOrientation.Random ? "turned any way" : $"and thickness {frame.ThicknessNm:g6} nm")} "
            + $"does not fit into a part of the {what} that is {high - low:g4} nm {(frame.Orientation == PlaneOrientation.Random ? "thin" : $"long along {"xyz"[axis]}")}",
            frame.LargestFieldWithin(high - low, axis));
    }
}
