namespace Filler.Structures;

/// <summary>Where reverse Monte Carlo starts: spheres at random, each of one of a few radii.</summary>
/// <param name="Structure">The spheres.</param>
/// <param name="Radii">The distinct radii in nm.</param>
/// <param name="ClassOf">For each sphere, which radius it has.</param>
internal sealed record StartingSpheres(ParticleStructure Structure, double[] Radii, int[] ClassOf)
{
    private const double LoosePacking = 0.25;

    public static StartingSpheres Place(ReverseMonteCarloOptions options, CancellationToken cancellationToken)
    {
        var radii = RadiusClasses.Of(options.Distribution, options.RadiusNm, options.Polydispersity);
        // Largest first: they find their room best in an empty box.
        var classOf = Enumerable.Range(0, options.Particles).Select(i => i % radii.Length).OrderByDescending(c => radii[c]).ToArray();
        var each = classOf.Select(c => radii[c]).ToArray();
        var box = Math.Cbrt(each.Sum(r => 4.0 / 3.0 * Math.PI * r * r * r) / options.VolumeFraction);
        var random = new RandomStream(options.Seed, 4);
        // Above what random addition reaches: placed smaller, then grown while they jostle.
        var shrink = Math.Min(1, Math.Cbrt(LoosePacking / options.VolumeFraction));
        return new StartingSpheres(RandomSpheres.PlaceDense(each, shrink, box, random, cancellationToken), radii, classOf);
    }
}
