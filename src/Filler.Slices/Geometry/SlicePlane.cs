using Filler.Structures;

namespace Filler.Slices;

/// <summary>Where a slice is cut: the middle of the field of view and the image's two axes.</summary>
/// <param name="Centre">Middle of the field in nm.</param>
/// <param name="U">Unit vector along the image's rows (rising column).</param>
/// <param name="V">Unit vector along the image's columns (rising row), at right angles to <paramref name="U"/>.</param>
public readonly record struct SlicePlane(Vector3d Centre, Vector3d U, Vector3d V)
{
    /// <summary>The direction that the section is seen along.</summary>
    public Vector3d Normal => U.Cross(V);

    /// <summary>A plane of uniformly random orientation whose centre is uniform in a box.</summary>
    /// <param name="stream">Six numbers are drawn, whatever they are: streams stay in step.</param>
    /// <param name="low">Lowest corner of the box of centres in nm.</param>
    /// <param name="high">Highest corner; may equal <paramref name="low"/>.</param>
    /// <param name="orientation">A fixed one replaces the random one that is drawn.</param>
    public static SlicePlane Draw(RandomStream stream, Vector3d low, Vector3d high, PlaneOrientation orientation = PlaneOrientation.Random)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (u, v) = DrawAxes(stream);
        (u, v) = orientation switch
        {
            PlaneOrientation.Xy => (new Vector3d(1, 0, 0), new Vector3d(0, 1, 0)),
            PlaneOrientation.Xz => (new Vector3d(1, 0, 0), new Vector3d(0, 0, 1)),
            PlaneOrientation.Yz => (new Vector3d(0, 1, 0), new Vector3d(0, 0, 1)),
            _ => (u, v),
        };
        var size = high - low;
        var centre = new Vector3d(
            low.X + (stream.NextDouble() * size.X), low.Y + (stream.NextDouble() * size.Y), low.Z + (stream.NextDouble() * size.Z));
        return new SlicePlane(centre, u, v);
    }

    // Shoemake, "Uniform random rotations", Graphics Gems III (1992): a unit quaternion uniform on the 3-sphere from three uniform numbers.
    // Drawing Euler angles uniformly would crowd the planes around the poles.
    private static (Vector3d U, Vector3d V) DrawAxes(RandomStream stream)
    {
        var s = stream.NextDouble();
        var (sin1, cos1) = Math.SinCos(2 * Math.PI * stream.NextDouble());
        var (sin2, cos2) = Math.SinCos(2 * Math.PI * stream.NextDouble());
        var (a, b) = (Math.Sqrt(1 - s), Math.Sqrt(s));
        var (x, y, z, w) = (a * sin1, a * cos1, b * sin2, b * cos2);

        var u = new Vector3d(1 - (2 * ((y * y) + (z * z))), 2 * ((x * y) + (z * w)), 2 * ((x * z) - (y * w)));
        var v = new Vector3d(2 * ((x * y) - (z * w)), 1 - (2 * ((x * x) + (z * z))), 2 * ((y * z) + (x * w)));
        return (u, v);
    }
}
