namespace Filler.Structures;

/// <summary>
/// Grows one aggregate, particle by particle, inside a box that may hold others already (Filippov, Zurita and Rosner, J. Colloid Interface
/// Sci. 229 (2000) 261, sequential algorithm): each particle touches the aggregate at the distance from its centre of mass that keeps
/// N = k0 (Rg/a)^Df. Growth in place, rather than rigid insertion, lets ramified aggregates interpenetrate at volume fractions where a finished
/// one finds no free position.
/// </summary>
internal sealed class AggregateGrowth(SphereGrid grid, double fractalDimension, RandomStream random)
{
    // Cluster-cluster aggregates: k0 = 1.2 to 1.4 in simulations and soot (Sorensen 2011).
    private const double Prefactor = 1.3;

    // Where the exact distance is blocked, a neighbouring one is taken; the next particle's distance makes up for it.
    private static readonly double[] Relaxations = [1, 0.96, 1.04, 0.9, 1.1, 0.8, 1.2];

    private const int AttemptsPerDistance = 24;

    // Unwrapped positions relative to the first particle: a centre of mass has no meaning on a torus.
    private readonly List<(double X, double Y, double Z, double R)> members = [];
    private readonly List<int> reachable = [];
    private (double X, double Y, double Z) origin, centre;
    private double mass, inertia, cubes;

    /// <summary>Adds an aggregate of the given radii to the grid, or nothing.</summary>
    /// <returns>False when the place is blocked.</returns>
    public bool TryGrow((double X, double Y, double Z) start, ReadOnlySpan<double> radii)
    {
        var before = grid.Count;
        if (!grid.IsFree(start.X, start.Y, start.Z, radii[0])) return false;
        grid.Add(start.X, start.Y, start.Z, radii[0]);
        members.Clear();
        (origin, centre, mass, inertia, cubes) = (start, default, 0, 0, 0);
        Count((0, 0, 0), radii[0]);
        foreach (var radius in radii[1..])
        {
            if (TryAttach(radius)) continue;
            grid.RollBack(before);
            return false;
        }

        return true;
    }

    private bool TryAttach(double radius)
    {
        if (members.Count == 1)
        {
            for (var attempt = 0; attempt < AttemptsPerDistance; attempt++)
            {
                var (x, y, z) = UnitVector();
                var contact = members[0].R + radius;
                if (TryAdd((x * contact, y * contact, z * contact), radius)) return true;
            }

            return false;
        }

        var distance = ScalingDistance(radius);
        foreach (var relaxation in Relaxations)
        {
            if (TryAttachAt(distance * relaxation, radius)) return true;
        }

        return false;
    }

    /// <summary>Filippov's distance (their equation for one particle), kept for unequal masses by the actual second moment.</summary>
    private double ScalingDistance(double radius)
    {
        var count = members.Count + 1;
        var volume = radius * radius * radius;
        var total = mass + volume;
        var a = Math.Cbrt((cubes + volume) / count);
        var rg2 = a * a * Math.Pow(count / Prefactor, 2 / fractalDimension);
        // Rg² of solid spheres = second moment of their centres + 3/5 a².
        var squared = ((total * (rg2 - (0.6 * a * a))) - inertia) * total / (mass * volume);
        return Math.Sqrt(Math.Max(squared, a * a));
    }

    private bool TryAttachAt(double distance, double radius)
    {
        reachable.Clear();
        for (var j = 0; j < members.Count; j++)
        {
            var from = Distance(members[j]);
            if (from > 1e-6 * radius && Math.Abs(from - distance) < members[j].R + radius) reachable.Add(j);
        }

        for (var attempt = 0; attempt < AttemptsPerDistance && reachable.Count > 0; attempt++)
        {
            var neighbour = members[reachable[random.NextInt(reachable.Count)]];
            if (TryAdd(TouchingPoint(neighbour, distance, radius), radius)) return true;
        }

        return false;
    }

    /// <summary>A random point of the circle at <paramref name="distance"/> from the centre of mass and in touch with the neighbour.</summary>
    private (double X, double Y, double Z) TouchingPoint((double X, double Y, double Z, double R) neighbour, double distance, double radius)
    {
        var from = Distance(neighbour);
        var contact = neighbour.R + radius;
        var cos = Math.Clamp(((distance * distance) + (from * from) - (contact * contact)) / (2 * distance * from), -1, 1);
        var (ex, ey, ez) = ((neighbour.X - centre.X) / from, (neighbour.Y - centre.Y) / from, (neighbour.Z - centre.Z) / from);
        while (true)
        {
            var (ux, uy, uz) = UnitVector();
            var along = (ux * ex) + (uy * ey) + (uz * ez);
            var (wx, wy, wz) = (ux - (along * ex), uy - (along * ey), uz - (along * ez));
            var length = Math.Sqrt((wx * wx) + (wy * wy) + (wz * wz));
            if (length < 0.1) continue;
            var across = distance * Math.Sqrt(1 - (cos * cos)) / length;
            var up = distance * cos;
            return (centre.X + (up * ex) + (across * wx), centre.Y + (up * ey) + (across * wy), centre.Z + (up * ez) + (across * wz));
        }
    }

    private bool TryAdd((double X, double Y, double Z) p, double radius)
    {
        var (x, y, z) = (grid.Wrap(origin.X + p.X), grid.Wrap(origin.Y + p.Y), grid.Wrap(origin.Z + p.Z));
        if (!grid.IsFree(x, y, z, radius)) return false;
        grid.Add(x, y, z, radius);
        Count(p, radius);
        return true;
    }

    private void Count((double X, double Y, double Z) p, double radius)
    {
        var volume = radius * radius * radius;
        var total = mass + volume;
        var (dx, dy, dz) = (p.X - centre.X, p.Y - centre.Y, p.Z - centre.Z);
        inertia += mass * volume / total * ((dx * dx) + (dy * dy) + (dz * dz));
        var share = volume / total;
        centre = (centre.X + (share * dx), centre.Y + (share * dy), centre.Z + (share * dz));
        mass = total;
        cubes += volume;
        members.Add((p.X, p.Y, p.Z, radius));
    }

    private double Distance((double X, double Y, double Z, double R) p)
    {
        var (dx, dy, dz) = (p.X - centre.X, p.Y - centre.Y, p.Z - centre.Z);
        return Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
    }

    private (double X, double Y, double Z) UnitVector()
    {
        while (true)
        {
            var (x, y, z) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1);
            var s = (x * x) + (y * y) + (z * z);
            if (s is < 1e-4 or > 1) continue;
            var f = 1 / Math.Sqrt(s);
            return (x * f, y * f, z * f);
        }
    }
}
