namespace Filler.Structures;

/// <summary>Spheres in a periodic cube that move together; cells are wide enough that a step's touches lie in the 27 around its start.</summary>
internal sealed class ClusterBox
{
    private readonly double box;
    private readonly int n;
    private readonly double[] x, y, z, radius;
    private readonly int[] head, next, cellOf;

    public ClusterBox(ParticleStructure particles, double stepNm)
    {
        box = particles.BoxNm;
        (x, y, z, radius) = ((double[])particles.X.Clone(), (double[])particles.Y.Clone(), (double[])particles.Z.Clone(), particles.Radius);
        n = Math.Clamp((int)(box / ((2 * radius.Max()) + stepNm)), 1, (int)Math.Ceiling(Math.Cbrt(8.0 * x.Length)));
        if (n < 3) n = 1;
        head = new int[n * n * n];
        Array.Fill(head, -1);
        (next, cellOf) = (new int[x.Length], new int[x.Length]);
        for (var i = 0; i < x.Length; i++) Link(i);
    }

    /// <summary>How far sphere <paramref name="i"/> moves before it touches one of another cluster.</summary>
    /// <returns>The distance and the sphere met; −1 where none is within <paramref name="most"/>.</returns>
    public (double Distance, int Other) FirstTouch(int i, (double X, double Y, double Z) direction, double most, int[] clusterOf, int cluster)
    {
        var met = -1;
        var (cx, cy, cz) = (cellOf[i] % n, cellOf[i] / n % n, cellOf[i] / (n * n));
        var reach = n == 1 ? 0 : 1;
        for (var dz = -reach; dz <= reach; dz++)
        {
            for (var dy = -reach; dy <= reach; dy++)
            {
                for (var dx = -reach; dx <= reach; dx++)
                {
                    for (var j = head[(((Ring(cz + dz) * n) + Ring(cy + dy)) * n) + Ring(cx + dx)]; j >= 0; j = next[j])
                    {
                        if (clusterOf[j] == cluster) continue;
                        if (Touch(i, j, direction) is { } distance && distance <= most) (most, met) = (distance, j);
                    }
                }
            }
        }

        return (most, met);
    }

    public void Shift(int i, (double X, double Y, double Z) direction, double distance)
    {
        (x[i], y[i], z[i]) = (Wrap(x[i] + (distance * direction.X)), Wrap(y[i] + (distance * direction.Y)), Wrap(z[i] + (distance * direction.Z)));
        if (CellAt(i) == cellOf[i]) return;
        Unlink(i);
        Link(i);
    }

    public ParticleStructure ToStructure() => new(box, x, y, z, radius);

    // |d − t u| = contact, the smaller root; touching ones that part have none.
    private double? Touch(int i, int j, (double X, double Y, double Z) u)
    {
        var (dx, dy, dz) = (Nearest(x[j] - x[i]), Nearest(y[j] - y[i]), Nearest(z[j] - z[i]));
        var along = (dx * u.X) + (dy * u.Y) + (dz * u.Z);
        if (along <= 0) return null;
        var contact = radius[i] + radius[j];
        var inside = (along * along) - (dx * dx) - (dy * dy) - (dz * dz) + (contact * contact);
        return inside < 0 ? null : Math.Max(0, along - Math.Sqrt(inside));
    }

    private double Nearest(double d) => d > box / 2 ? d - box : d < -box / 2 ? d + box : d;

    private double Wrap(double v)
    {
        v -= box * Math.Floor(v / box);
        return v < box ? v : 0;
    }

    private int Ring(int c) => c < 0 ? c + n : c >= n ? c - n : c;

    private int CellAt(int i) => (((Along(z[i]) * n) + Along(y[i])) * n) + Along(x[i]);

    private int Along(double v) => Math.Min((int)(v / box * n), n - 1);

    private void Link(int i)
    {
        cellOf[i] = CellAt(i);
        next[i] = head[cellOf[i]];
        head[cellOf[i]] = i;
    }

    private void Unlink(int i)
    {
        if (head[cellOf[i]] == i)
        {
            head[cellOf[i]] = next[i];
            return;
        }

        var j = head[cellOf[i]];
        while (next[j] != i) j = next[j];
        next[j] = next[i];
    }
}
