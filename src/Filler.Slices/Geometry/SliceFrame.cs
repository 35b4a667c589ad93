namespace Filler.Slices;

/// <summary>Size of a slice: the square field, its pixels and the section's thickness.</summary>
public sealed record SliceFrame
{
    /// <param name="fieldOfViewNm">Edge of the square field in nm, &gt; 0.</param>
    /// <param name="pixels">Edge in pixels, 1 to 4096.</param>
    /// <param name="thicknessNm">Thickness of the section in nm, ≥ 0; 0 is a mathematical plane.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public SliceFrame(double fieldOfViewNm, int pixels, double thicknessNm = 0, PlaneOrientation orientation = PlaneOrientation.Random)
    {
        if (!(fieldOfViewNm > 0) || !double.IsFinite(fieldOfViewNm))
            throw new ArgumentOutOfRangeException(nameof(fieldOfViewNm), fieldOfViewNm, "a field of view is a length above 0 nm");
        if (pixels is < 1 or > 4096) throw new ArgumentOutOfRangeException(nameof(pixels), pixels, "an image has 1 to 4096 pixels along an edge");
        if (!(thicknessNm >= 0) || !double.IsFinite(thicknessNm))
            throw new ArgumentOutOfRangeException(nameof(thicknessNm), thicknessNm, "a section's thickness is 0 nm or above");
        (FieldOfViewNm, Pixels, ThicknessNm, Orientation) = (fieldOfViewNm, pixels, thicknessNm, orientation);
    }

    public double FieldOfViewNm { get; }

    public int Pixels { get; }

    public double ThicknessNm { get; }

    public PlaneOrientation Orientation { get; }

    public double PixelNm => FieldOfViewNm / Pixels;

    /// <summary>Radius in nm of the sphere around the section: whatever the plane's orientation, nothing farther from its centre is seen.</summary>
    public double ReachNm => ReachOf(FieldOfViewNm, ThicknessNm);

    /// <summary>How far the section reaches from its centre along an axis, in nm.</summary>
    public double Reach(int axis) => Orientation == PlaneOrientation.Random ? ReachNm : axis == NormalAxis ? ThicknessNm / 2 : FieldOfViewNm / 2;

    /// <summary>The largest field in nm that fits into a length along an axis with this thickness and orientation; 0 where none does.</summary>
    public double LargestFieldWithin(double lengthNm, int axis) =>
        Orientation == PlaneOrientation.Random ? LargestField(lengthNm, ThicknessNm) : axis == NormalAxis ? (ThicknessNm <= lengthNm ? FieldOfViewNm : 0) : lengthNm;

    /// <summary>The largest field in nm whose section of the given thickness fits into a length in every orientation; 0 where none does.</summary>
    public static double LargestField(double lengthNm, double thicknessNm) =>
        Math.Sqrt(Math.Max(0, ((lengthNm * lengthNm) - (thicknessNm * thicknessNm)) / 2));

    private int NormalAxis => Orientation switch { PlaneOrientation.Xy => 2, PlaneOrientation.Xz => 1, _ => 0 };

    private static double ReachOf(double field, double thickness) => Math.Sqrt((field * field / 2) + (thickness * thickness / 4));
}
