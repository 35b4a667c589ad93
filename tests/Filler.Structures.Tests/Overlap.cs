namespace Filler.Structures.Tests;

/// <summary>An overlap check that shares no code with the placement: every pair, or a sweep along x for large structures.</summary>
internal static class Overlap
{
    /// <summary>The deepest overlap in nm (0 or less: none), over all pairs.</summary>
    public static double Deepest(ParticleStructure s)
    {
        var order = Enumerable.Range(0, s.Count).OrderBy(i => s.X[i]).ToArray();
        var reach = 2 * s.Radius.Max();
        var deepest = double.NegativeInfinity;
        for (var a = 0; a < order.Length; a++)
        {
            var i = order[a];
            for (var step = 1; step < order.Length; step++)
            {
                var b = a + step;
                var j = order[b % order.Length];
                var dx = s.X[j] - s.X[i] + (b >= order.Length ? s.BoxNm : 0);
                if (dx > reach) break;
                var dy = Periodic(s.Y[j] - s.Y[i], s.BoxNm);
                var dz = Periodic(s.Z[j] - s.Z[i], s.BoxNm);
                deepest = Math.Max(deepest, s.Radius[i] + s.Radius[j] - Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz)));
            }
        }

        return deepest;
    }

    public static void AssertInsideTheBox(ParticleStructure s)
    {
        Assert.All(s.X.Concat(s.Y).Concat(s.Z), v => Assert.InRange(v, 0, Math.BitDecrement(s.BoxNm)));
    }

    private static double Periodic(double d, double box) => d - (box * Math.Round(d / box));
}
