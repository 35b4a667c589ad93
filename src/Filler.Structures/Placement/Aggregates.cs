namespace Filler.Structures;

/// <summary>Structures of fractal aggregates of touching spheres, dispersed or gathered in agglomerates, without overlap.</summary>
public static class Aggregates
{
    private const int MaxPlaces = 2000;

    /// <summary>Grows aggregates until the volume fraction is reached (by less than one sphere above it).</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or the aggregates leave one another no room; the message names the
    /// fix.</exception>
    public static ParticleStructure Generate(AggregateOptions options, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var box = options.BoxNm;
        var random = new RandomStream(seed, 2);
        var radii = options.Particles.DrawVolume(options.VolumeFraction * box * box * box, random);
        if (options.Process != AggregateProcess.Tuned)
        {
            Array.Sort(radii, (a, b) => b.CompareTo(a));
            var dispersed = RandomSpheres.Place(radii, options.Particles.LargestRadiusNm, box, random, cancellationToken);
            return new ClusterAggregation(dispersed, options.Process == AggregateProcess.ReactionLimited, random).Run(options.MeanAggregateSize, cancellationToken);
        }

        var sizes = DrawSizes(options, radii.Length, random);
        var centres = new (double X, double Y, double Z)[(int)Math.Ceiling(sizes.Length / (double)options.AggregatesPerAgglomerate)];
        for (var i = 0; i < centres.Length; i++) centres[i] = Anywhere(box, random);

        // The large ones first: they need the most room. Sizes are dealt to agglomerates in turn, so each gets some of every size.
        Array.Sort(sizes, (a, b) => b.CompareTo(a));
        var grid = new SphereGrid(box, options.Particles.LargestRadiusNm, radii.Length);
        var growth = new AggregateGrowth(grid, options.FractalDimension, random);
        for (var i = 0; i < sizes.Length; i++)
        {
            var places = 0;
            while (!growth.TryGrow(Start(options, centres[i % centres.Length], grid, random), radii.AsSpan(grid.Count, sizes[i])))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (++places == MaxPlaces) throw NoRoom(options, i, sizes);
            }
        }

        return grid.ToStructure();
    }

    private static int[] DrawSizes(AggregateOptions options, int particles, RandomStream random)
    {
        var sigma = options.AggregateSizeSigma;
        var median = options.MeanAggregateSize / Math.Exp(sigma * sigma / 2);
        var sizes = new List<int>();
        for (var left = particles; left > 0;)
        {
            var drawn = median * Math.Exp(sigma * (sigma == 0 ? 0 : random.NextNormal()));
            // An aggregate wider than the box would meet its own periodic image: twenty times the mean is far in the tail.
            var size = (int)Math.Clamp(Math.Round(Math.Min(drawn, 20 * options.MeanAggregateSize)), 1, left);
            sizes.Add(size);
            left -= size;
        }

        return [.. sizes];
    }

    private static (double X, double Y, double Z) Start(
        AggregateOptions options, (double X, double Y, double Z) centre, SphereGrid grid, RandomStream random)
    {
        if (options.AggregatesPerAgglomerate == 1) return Anywhere(options.BoxNm, random);
        var spread = options.AgglomerateRadiusNm / Math.Sqrt(3);
        return (
            grid.Wrap(centre.X + (spread * random.NextNormal())),
            grid.Wrap(centre.Y + (spread * random.NextNormal())),
            grid.Wrap(centre.Z + (spread * random.NextNormal())));
    }

    private static (double X, double Y, double Z) Anywhere(double box, RandomStream random) =>
        (random.NextDouble() * box, random.NextDouble() * box, random.NextDouble() * box);

    private static ArgumentException NoRoom(AggregateOptions options, int placed, int[] sizes) => new(
        $"No room for aggregate {placed + 1} of {sizes.Length} ({sizes[placed]} particles) after {MaxPlaces} places: "
        + $"lower volumeFraction ({options.VolumeFraction})"
        + (options.AggregatesPerAgglomerate > 1
            ? $" or aggregatesPerAgglomerate ({options.AggregatesPerAgglomerate}), or raise agglomerateRadiusNm ({options.AgglomerateRadiusNm})."
            : $" or raise fractalDimension ({options.FractalDimension})."));
}
