namespace Filler.Slices;

/// <summary>Adds discs to an image with the exact share of each pixel's area that they cover.</summary>
/// <remarks>
/// The usual clipped distance to the circle is wrong by up to half a pixel's grey once discs are about as large as a pixel, which 20 nm
/// particles are at (1000 nm)² and 64 pixels; the area fraction of such an image would no longer be the volume fraction.
/// <para>
/// With s(x) = √(r² − x²), the disc's area left of x and between heights 0 and y is I(x, y) = ∫₀ˣ clamp(y, −s, s) du, and a pixel's covered area is
/// the mixed difference of I over its four corners. Inside the circle's corner points I = x·y; beyond, the chord's primitive
/// P(x) = ½ (x s + r² asin(x/r)) takes over. P needs one arcsine per column edge and per row edge, none per pixel.
/// </para>
/// </remarks>
internal readonly ref struct DiscPainter
{
    private readonly Span<float> image;
    private readonly int pixels;
    private readonly Span<double> edge;
    private readonly Span<double> primitive;
    private readonly Span<double> above;

    /// <param name="image">pixels × pixels values that coverage is added to.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> values.</param>
    public DiscPainter(Span<float> image, int pixels, Span<double> scratch)
    {
        this.image = image;
        this.pixels = pixels;
        edge = scratch[..(pixels + 1)];
        primitive = scratch.Slice(pixels + 1, pixels + 1);
        above = scratch.Slice(2 * (pixels + 1), pixels + 1);
    }

    public static int ScratchLength(int pixels) => 3 * (pixels + 1);

    /// <summary>Adds <paramref name="weight"/> × covered area to every pixel that the disc touches.</summary>
    /// <param name="x">Column of the centre in pixels from the image's left edge.</param>
    /// <param name="y">Row of the centre in pixels from the top edge.</param>
    /// <param name="r">Radius in pixels.</param>
    public void Add(double x, double y, double r, double weight)
    {
        if (!(r > 0)) return;
        var left = Math.Max(0, (int)Math.Floor(x - r));
        var right = Math.Min(pixels, (int)Math.Ceiling(x + r));
        var top = Math.Max(0, (int)Math.Floor(y - r));
        var bottom = Math.Min(pixels, (int)Math.Ceiling(y + r));
        if (left >= right || top >= bottom) return;

        for (var column = left; column <= right; column++)
        {
            var along = Math.Clamp(column - x, -r, r);
            edge[column] = along;
            primitive[column] = Primitive(along, r);
        }

        for (var row = top; row <= bottom; row++)
        {
            AddRow(row, left, right, Math.Clamp(row - y, -r, r), r, weight, first: row == top);
        }
    }

    // One pass per row edge: the difference to the edge above, differenced along the row, is the coverage of the pixels between the two edges.
    private void AddRow(int row, int left, int right, double y, double r, double weight, bool first)
    {
        var height = Math.Abs(y);
        var corner = Math.Sqrt(Math.Max(0, (r * r) - (height * height)));
        var beyond = (height * corner) - Primitive(corner, r);
        var sign = y < 0 ? -1.0 : 1.0;
        var target = first ? default : image.Slice((row - 1) * pixels, pixels);
        var previous = 0.0;
        for (var column = left; column <= right; column++)
        {
            var x = edge[column];
            var integral = x > corner ? beyond + primitive[column] : x < -corner ? primitive[column] - beyond : height * x;
            integral *= sign;
            var difference = integral - above[column];
            above[column] = integral;
            if (!first && column > left) target[column - 1] += (float)(weight * (difference - previous));
            previous = difference;
        }
    }

    private static double Primitive(double x, double r) => 0.5 * ((x * Math.Sqrt(Math.Max(0, (r * r) - (x * x)))) + (r * r * Math.Asin(x / r)));
}
