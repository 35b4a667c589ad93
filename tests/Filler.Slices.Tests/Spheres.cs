using Filler.Structures;

namespace Filler.Slices.Tests;

/// <summary>Structures that tests cut.</summary>
internal static class Spheres
{
    /// <summary>Spheres shaken around the points of a cubic lattice, so that none touch; radii vary by a tenth.</summary>
    public static ParticleStructure Shaken(int perEdge, double spacingNm, double radiusNm, ulong seed)
    {
        var stream = new RandomStream(seed);
        var count = perEdge * perEdge * perEdge;
        var (x, y, z, r) = (new double[count], new double[count], new double[count], new double[count]);
        var box = perEdge * spacingNm;
        for (var p = 0; p < count; p++)
        {
            r[p] = radiusNm * (0.9 + (0.1 * stream.NextDouble()));
            var play = spacingNm - (2 * radiusNm);
            x[p] = Wrap(((p % perEdge) * spacingNm) + (play * stream.NextDouble()), box);
            y[p] = Wrap(((p / perEdge % perEdge) * spacingNm) + (play * stream.NextDouble()), box);
            z[p] = Wrap(((p / (perEdge * perEdge)) * spacingNm) + (play * stream.NextDouble()), box);
        }

        return new ParticleStructure(box, x, y, z, r);
    }

    public static ParticleStructure Of(double boxNm, params (double X, double Y, double Z, double R)[] spheres) => new(
        boxNm, [.. spheres.Select(s => s.X)], [.. spheres.Select(s => s.Y)], [.. spheres.Select(s => s.Z)], [.. spheres.Select(s => s.R)]);

    public static float[] Cut(this ISlicer slicer, SlicePlane plane)
    {
        var grey = new float[slicer.Frame.Pixels * slicer.Frame.Pixels];
        slicer.Cut(plane, grey);
        return grey;
    }

    /// <summary>The plane z = const, seen with x to the right and y downwards.</summary>
    public static SlicePlane Level(double x, double y, double z) => new(new Vector3d(x, y, z), new Vector3d(1, 0, 0), new Vector3d(0, 1, 0));

    private static double Wrap(double x, double box) => x - (box * Math.Floor(x / box));
}
