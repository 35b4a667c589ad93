namespace Filler.Structures;

/// <summary>The moves of reverse Monte Carlo and their judgement: hard cores first, then contacts, then Metropolis on χ².</summary>
internal sealed class ParticleMoves
{
    // A larger cluster hardly ever finds room, and each member costs as much as a move.
    private const int MostInCluster = 12;

    private readonly SphereGrid grid;
    private readonly int[] classOf;
    private readonly StructureIntensity intensity;
    private readonly ScaleAndBackground scaling;
    private readonly ContactConstraints? contacts;
    private readonly RandomStream random;
    private readonly ReverseMonteCarloOptions options;
    private readonly double[] curve;
    private readonly List<int> members = [];

    public ParticleMoves(
        StartingSpheres start, StructureIntensity intensity, ScaleAndBackground scaling, int points, ReverseMonteCarloOptions options, RandomStream random)
    {
        (this.intensity, this.scaling, this.options, this.random) = (intensity, scaling, options, random);
        classOf = start.ClassOf;
        curve = new double[points];
        var s = start.Structure;
        // Cells wide enough for touching spheres to lie in neighbouring ones.
        grid = new SphereGrid(s.BoxNm, s.Radius.Max() + (options.ContactGap / 2), s.Count);
        for (var i = 0; i < s.Count; i++) grid.Add(s.X[i], s.Y[i], s.Z[i], s.Radius[i]);
        contacts = ContactConstraints.Of(grid, options);
        Rebuild();
    }

    /// <summary>Of the curve and of what is known beside it.</summary>
    public double ChiSquared { get; private set; }

    public int Count => grid.Count;

    public IReadOnlyList<int> ClassOf => classOf;

    public ParticleStructure ToStructure() => grid.ToStructure();

    /// <summary>Writes the unscaled curve of the present structure.</summary>
    public (double ChiSquared, double Scale, double Background) Evaluate(Span<double> unscaled)
    {
        intensity.Current(unscaled);
        return scaling.Fit(unscaled);
    }

    /// <summary>Takes all sums anew from the positions, so that the walk from here follows from them alone.</summary>
    public void Rebuild()
    {
        grid.Relink();
        intensity.Rebuild(grid, classOf);
        ChiSquared = Evaluate(curve).ChiSquared + (contacts?.Penalty ?? 0);
    }

    /// <summary>Tries one move of a kind drawn by the options' shares.</summary>
    /// <param name="stepNm">Largest shift along each axis.</param>
    public bool Try(double stepNm, double temperature)
    {
        if (options.SwapShare + options.ClusterShare == 0) return TryShift(stepNm, temperature);
        var choice = random.NextDouble();
        if (choice < options.SwapShare) return TrySwap(temperature);
        return choice < options.SwapShare + options.ClusterShare ? TryCluster(stepNm, temperature) : TryShift(stepNm, temperature);
    }

    private bool TryShift(double stepNm, double temperature)
    {
        var i = random.NextInt(grid.Count);
        var (x, y, z, radius) = grid[i];
        var (px, py, pz) = (grid.Wrap(x + Step(stepNm)), grid.Wrap(y + Step(stepNm)), grid.Wrap(z + Step(stepNm)));
        if (!grid.IsFree(px, py, pz, radius, i)) return false;
        Begin(i);
        grid.Move(i, px, py, pz);
        if (Allowed())
        {
            intensity.TryMove(i, (x, y, z), (px, py, pz), classOf[i], curve);
            if (Accepts(temperature)) return true;
        }

        grid.Move(i, x, y, z);
        return Refuse();
    }

    private bool TrySwap(double temperature)
    {
        var (i, j) = (random.NextInt(grid.Count), random.NextInt(grid.Count));
        if (classOf[i] == classOf[j]) return false;
        var (a, b) = (grid[i], grid[j]);
        Begin(i, j);
        // The radii change places rather than the spheres: each must find room where the other was.
        grid.Resize(i, b.Radius);
        grid.Resize(j, a.Radius);
        if (grid.IsFree(a.X, a.Y, a.Z, b.Radius, i) && grid.IsFree(b.X, b.Y, b.Z, a.Radius, j) && Allowed())
        {
            intensity.TrySwap(i, j, (a.X, a.Y, a.Z), (b.X, b.Y, b.Z), classOf[i], classOf[j], curve);
            if (Accepts(temperature))
            {
                (classOf[i], classOf[j]) = (classOf[j], classOf[i]);
                return true;
            }
        }

        grid.Resize(i, a.Radius);
        grid.Resize(j, b.Radius);
        return Refuse();
    }

    private bool TryCluster(double stepNm, double temperature)
    {
        var cluster = grid.Touching(random.NextInt(grid.Count), options.ContactGap, MostInCluster);
        var (dx, dy, dz) = (Step(stepNm), Step(stepNm), Step(stepNm));
        var moves = new (int Index, (double X, double Y, double Z) From, (double X, double Y, double Z) To, int RadiusClass)[cluster.Count];
        for (var m = 0; m < moves.Length; m++)
        {
            var (x, y, z, _) = grid[cluster[m]];
            moves[m] = (cluster[m], (x, y, z), (grid.Wrap(x + dx), grid.Wrap(y + dy), grid.Wrap(z + dz)), classOf[cluster[m]]);
        }

        if (!grid.AreFree(cluster, [.. moves.Select(m => m.To)])) return false;
        Begin([.. cluster]);
        for (var m = 0; m < moves.Length; m++) grid.Move(cluster[m], moves[m].To.X, moves[m].To.Y, moves[m].To.Z);
        if (Allowed())
        {
            intensity.TryMoves(moves, curve);
            if (Accepts(temperature)) return true;
        }

        for (var m = 0; m < moves.Length; m++) grid.Move(cluster[m], moves[m].From.X, moves[m].From.Y, moves[m].From.Z);
        return Refuse();
    }

    private void Begin(params ReadOnlySpan<int> moving)
    {
        if (contacts is null) return;
        members.Clear();
        foreach (var i in moving) members.Add(i);
        contacts.Begin(members);
    }

    private bool Allowed() => contacts is null || contacts.Allows(members);

    // Metropolis on the tried curve.
    private bool Accepts(double temperature)
    {
        var tried = scaling.Fit(curve).ChiSquared + (contacts?.Penalty ?? 0);
        if (tried > ChiSquared && random.NextDouble() >= Math.Exp((ChiSquared - tried) / (2 * temperature))) return false;
        ChiSquared = tried;
        intensity.Accept();
        contacts?.Keep();
        return true;
    }

    private bool Refuse()
    {
        contacts?.Forget();
        return false;
    }

    private double Step(double stepNm) => stepNm * ((2 * random.NextDouble()) - 1);
}
