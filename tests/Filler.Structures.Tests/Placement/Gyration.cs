namespace Filler.Structures.Tests;

internal static class Gyration
{
    /// <summary>Mass-weighted radius of gyration of the solid spheres of a structure that does not cross its box.</summary>
    public static double RadiusNm(ParticleStructure s)
    {
        var mass = s.Radius.Select(r => r * r * r).ToArray();
        var total = mass.Sum();
        double Mean(double[] v) => v.Zip(mass, (a, m) => a * m).Sum() / total;
        var (cx, cy, cz) = (Mean(s.X), Mean(s.Y), Mean(s.Z));
        var sum = 0.0;
        for (var i = 0; i < s.Count; i++)
        {
            sum += mass[i] * (Math.Pow(s.X[i] - cx, 2) + Math.Pow(s.Y[i] - cy, 2) + Math.Pow(s.Z[i] - cz, 2) + (0.6 * s.Radius[i] * s.Radius[i]));
        }

        return Math.Sqrt(sum / total);
    }

    /// <summary>Least-squares slope of the first coordinate over the second.</summary>
    public static double SlopeOfFirstOverSecond(IReadOnlyList<(double Y, double X)> points)
    {
        var (my, mx) = (points.Average(p => p.Y), points.Average(p => p.X));
        return points.Sum(p => (p.X - mx) * (p.Y - my)) / points.Sum(p => (p.X - mx) * (p.X - mx));
    }
}
