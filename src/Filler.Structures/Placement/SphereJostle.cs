namespace Filler.Structures;

/// <summary>Hard-sphere Monte Carlo (Metropolis et al. 1953) in which spheres grow to their size as they move out of one another's way.</summary>
internal static class SphereJostle
{
    private const int EquilibriumSweeps = 100;
    private const int MaxGrowthSweeps = 5000;

    /// <summary>Grows non-overlapping spheres to the given radii, then moves them towards equilibrium.</summary>
    /// <exception cref="ArgumentException">They jam before they are full-grown.</exception>
    public static ParticleStructure Grow(ParticleStructure small, double[] radii, RandomStream random, CancellationToken cancellationToken)
    {
        var grid = new SphereGrid(small.BoxNm, radii.Max(), small.Count);
        for (var i = 0; i < small.Count; i++) grid.Add(small.X[i], small.Y[i], small.Z[i], Math.Min(small.Radius[i], radii[i]));
        var stepNm = radii.Average() / 2;
        for (int sweep = 0, grown = 0; grown < EquilibriumSweeps; sweep++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (sweep == MaxGrowthSweeps)
                throw new ArgumentException($"Spheres jam before they reach their size in the box of {small.BoxNm:f0} nm: lower volumeFraction.");
            // Each takes what room it has: waiting for the tightest pair of all would take thousands of sweeps.
            if (GrowAll(grid, radii)) grown++;
            Sweep(grid, random, ref stepNm);
        }

        return grid.ToStructure();
    }

    private static bool GrowAll(SphereGrid grid, double[] radii)
    {
        var all = true;
        for (var i = 0; i < radii.Length; i++)
        {
            if (grid[i].Radius >= radii[i]) continue;
            grid.Resize(i, Math.Min(radii[i], grid.RoomAt(i)));
            all &= grid[i].Radius >= radii[i];
        }

        return all;
    }

    private static void Sweep(SphereGrid grid, RandomStream random, ref double stepNm)
    {
        var accepted = 0;
        for (var m = 0; m < grid.Count; m++)
        {
            var i = random.NextInt(grid.Count);
            var (x, y, z, r) = grid[i];
            var (px, py, pz) = (Shifted(x, stepNm), Shifted(y, stepNm), Shifted(z, stepNm));
            if (!grid.IsFree(px, py, pz, r, i)) continue;
            grid.Move(i, px, py, pz);
            accepted++;
        }

        stepNm = Math.Clamp(stepNm * (accepted > 0.4 * grid.Count ? 1.1 : 0.9), grid[0].Radius * 1e-3, grid.Box / 4);

        double Shifted(double v, double step) => grid.Wrap(v + (step * ((2 * random.NextDouble()) - 1)));
    }
}
