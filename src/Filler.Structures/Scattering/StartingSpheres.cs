namespace Filler.Structures;

/// <summary>Where reverse Monte Carlo starts: spheres at random, each of one of a few radii.</summary>
/// <param name="Structure">The spheres.</param>
/// <param name="Radii">The distinct radii in nm.</param>
/// <param name="ClassOf">For each sphere, which radius it has.</param>
internal sealed record StartingSpheres(ParticleStructure Structure, double[] Radii, int[] ClassOf)
{
    private const double LoosePacking = 0.25;

    /// <summary>The spheres of an interrupted fit.</summary>
    /// <exception cref="ArgumentException">The state is not of a fit with these options.</exception>
    public static StartingSpheres From(ReverseMonteCarloState state, ReverseMonteCarloOptions options)
    {
        var radii = RadiusClasses.Of(options.Distribution, options.RadiusNm, options.Polydispersity);
        var n = options.Particles;
        if (state.X.Length != n || state.Y.Length != n || state.Z.Length != n || state.ClassOf.Length != n || state.ClassOf.Any(c => c < 0 || c >= radii.Length))
            throw new ArgumentException($"the checkpoint is not of {n} particles with {radii.Length} radii: delete it and fit anew.");
        double[] each = [.. state.ClassOf.Select(c => radii[c])];
        return new StartingSpheres(new ParticleStructure(BoxNm(each.Order(), options), state.X, state.Y, state.Z, each), radii, [.. state.ClassOf]);
    }

    // Summed from the smallest: the same edge to the last bit, whatever the order of the particles.
    private static double BoxNm(IOrderedEnumerable<double> radii, ReverseMonteCarloOptions options) =>
        Math.Cbrt(radii.Sum(r => 4.0 / 3.0 * Math.PI * r * r * r) / options.VolumeFraction);

    public static StartingSpheres Place(ReverseMonteCarloOptions options, CancellationToken cancellationToken)
    {
        var radii = RadiusClasses.Of(options.Distribution, options.RadiusNm, options.Polydispersity);
        // Largest first: they find their room best in an empty box.
        var classOf = Enumerable.Range(0, options.Particles).Select(i => i % radii.Length).OrderByDescending(c => radii[c]).ToArray();
        var each = classOf.Select(c => radii[c]).ToArray();
        var box = BoxNm(each.Order(), options);
        var random = new RandomStream(options.Seed, 4);
        // Above what random addition reaches: placed smaller, then grown while they jostle.
        var shrink = Math.Min(1, Math.Cbrt(LoosePacking / options.VolumeFraction));
        return new StartingSpheres(RandomSpheres.PlaceDense(each, shrink, box, random, cancellationToken), radii, classOf);
    }
}
