using Filler.Structures;

namespace Filler.Slices;

/// <summary>Exact sections of spheres in a periodic cube.</summary>
/// <remarks>
/// A plane at height d from a sphere's centre cuts a disc of radius √(R² − d²); a pixel's grey is the share of its area that discs cover. A
/// section of
/// thickness t shows the share of the section's volume behind the pixel that is filler (mass thickness, path length over t): the mean of the plane's
/// grey over the depth, so that t → 0 is the plane. The depth integral is taken by Gauss–Legendre over each sphere's own part of the section, which
/// makes the mass of a sphere exact, its disc's area being a polynomial of the depth. Spheres that overlap saturate at 1.
/// </remarks>
public sealed class SphereSlicer : ISlicer
{
    // Nodes and weights on [-1, 1], Abramowitz and Stegun table 25.4; four suffice where a section's rim moves by less than a pixel.
    private static readonly (double Node, double Weight)[] FourNodes =
        Symmetric((0.339981043584856, 0.652145154862546), (0.861136311594053, 0.347854845137454));

    private static readonly (double Node, double Weight)[] EightNodes = Symmetric(
        (0.183434642495650, 0.362683783378362), (0.525532409916329, 0.313706645877887),
        (0.796666477413627, 0.222381034453374), (0.960289856497536, 0.101228536290376));

    private readonly SliceIndex index;
    private readonly Vector3d low, high;

    /// <param name="part">The part of the box that planes may see along its axis; null: the whole periodic box.</param>
    /// <exception cref="FieldOfViewException">The field is larger than the box, or does not fit into <paramref name="part"/> in every
    /// orientation.</exception>
    public SphereSlicer(SliceIndex index, SliceFrame frame, Slab? part = null)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(frame);
        if (Math.Max(frame.FieldOfViewNm, frame.ThicknessNm) > index.BoxNm)
        {
            throw new FieldOfViewException(
                $"a section of {frame.FieldOfViewNm:g6} nm and thickness {frame.ThicknessNm:g6} nm is larger than the periodic box of {index.BoxNm:g6} nm "
                + "and would show it twice", index.BoxNm);
        }

        this.index = index;
        Frame = frame;
        (low, high) = (default, new Vector3d(index.BoxNm, index.BoxNm, index.BoxNm));
        if (part is { } slab) (low, high) = Inside(slab, frame, low, high);
    }

    public SliceFrame Frame { get; }

    public SlicePlane DrawPlane(RandomStream stream) => SlicePlane.Draw(stream, low, high, Frame.Orientation);

    public void Cut(in SlicePlane plane, Span<float> grey)
    {
        var pixels = Frame.Pixels;
        if (grey.Length != pixels * pixels) throw new ArgumentException($"{grey.Length} values for {pixels} × {pixels} pixels", nameof(grey));
        grey.Clear();
        var found = new List<SectionSphere>(256);
        index.Collect(plane, Frame, found);
        var painter = new DiscPainter(grey, pixels, stackalloc double[DiscPainter.ScratchLength(pixels)]);
        foreach (var sphere in found) Paint(sphere, painter);
        foreach (ref var value in grey) value = Math.Clamp(value, 0f, 1f);
    }

    private void Paint(in SectionSphere sphere, in DiscPainter painter)
    {
        var scale = 1 / Frame.PixelNm;
        var (x, y) = ((sphere.U * scale) + (Frame.Pixels / 2.0), (sphere.V * scale) + (Frame.Pixels / 2.0));
        if (Frame.ThicknessNm == 0)
        {
            painter.Add(x, y, scale * RadiusAt(sphere, 0), 1);
            return;
        }

        var half = Frame.ThicknessNm / 2;
        var from = Math.Max(-half, sphere.Height - sphere.Radius);
        var to = Math.Min(half, sphere.Height + sphere.Radius);
        foreach (var (node, weight) in (to - from) * scale < 1 ? FourNodes : EightNodes)
        {
            var depth = ((from + to) / 2) + (node * (to - from) / 2);
            painter.Add(x, y, scale * RadiusAt(sphere, depth), weight * (to - from) / (2 * Frame.ThicknessNm));
        }
    }

    private static double RadiusAt(in SectionSphere sphere, double depth)
    {
        var d = sphere.Height - depth;
        return Math.Sqrt(Math.Max(0, (sphere.Radius * sphere.Radius) - (d * d)));
    }

    private static (Vector3d Low, Vector3d High) Inside(Slab slab, SliceFrame frame, Vector3d low, Vector3d high)
    {
        var (first, last) = CentreRange.Inside(slab.LowNm, slab.HighNm, slab.Axis, frame, "structure");
        return slab.Axis switch
        {
            0 => (low with { X = first }, high with { X = last }),
            1 => (low with { Y = first }, high with { Y = last }),
            _ => (low with { Z = first }, high with { Z = last }),
        };
    }

    private static (double Node, double Weight)[] Symmetric(params (double Node, double Weight)[] half) =>
        [.. half.Select(n => (-n.Node, n.Weight)), .. half];
}
