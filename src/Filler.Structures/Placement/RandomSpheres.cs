namespace Filler.Structures;

/// <summary>Hard spheres at random in a periodic cube: the structure without any order but exclusion.</summary>
/// <remarks>
/// Up to <see cref="AdditionLimit"/> by random sequential addition; above it, since addition jams near 0.38 (Feder 1980: 0.385 in three dimensions),
/// spheres are placed small, grown while they jostle, and moved towards equilibrium (Metropolis et al. 1953): a hard-sphere liquid.
/// </remarks>
public static class RandomSpheres
{
    /// <summary>Random addition slows without bound above it.</summary>
    public const double AdditionLimit = 0.30;

    /// <summary>Hard spheres freeze at 0.49; short of it a liquid is found quickly.</summary>
    public const double MaxVolumeFraction = 0.45;

    // Where spheres that are to be grown begin.
    private const double LoosePacking = 0.25;

    /// <summary>Places spheres until the volume fraction is reached (by less than one sphere above it).</summary>
    /// <param name="boxNm">Edge of the periodic cube in nm, at least two of the largest diameters.</param>
    /// <param name="volumeFraction">Sum of sphere volumes over the box, in (0, 0.45].</param>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it and the fix.</exception>
    public static ParticleStructure Generate(
        SpherePopulation particles, double boxNm, double volumeFraction, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(particles);
        particles.Validate(boxNm, volumeFraction);
        if (volumeFraction > MaxVolumeFraction)
        {
            throw new ArgumentException(
                $"volumeFraction is {volumeFraction}, above {MaxVolumeFraction}, near where hard spheres freeze (0.49): lower volumeFraction.");
        }

        var random = new RandomStream(seed, 1);
        var radii = particles.DrawVolume(volumeFraction * boxNm * boxNm * boxNm, random);
        // Large spheres find no room among small ones; their order leaves no trace in the positions of hard spheres below jamming.
        Array.Sort(radii, (a, b) => b.CompareTo(a));
        if (volumeFraction <= AdditionLimit) return Place(radii, particles.LargestRadiusNm, boxNm, random, cancellationToken);
        return PlaceDense(radii, Math.Cbrt(LoosePacking / volumeFraction), boxNm, random, cancellationToken);
    }

    /// <summary>Places spheres shrunk by a factor, then grows them while they jostle.</summary>
    internal static ParticleStructure PlaceDense(double[] radii, double shrink, double boxNm, RandomStream random, CancellationToken cancellationToken)
    {
        var small = Place([.. radii.Select(r => r * shrink)], radii.Max() * shrink, boxNm, random, cancellationToken);
        return SphereJostle.Grow(small, radii, random, cancellationToken);
    }

    /// <summary>Places spheres of given radii, in their order.</summary>
    internal static ParticleStructure Place(
        double[] radii, double largestRadiusNm, double boxNm, RandomStream random, CancellationToken cancellationToken)
    {
        // At 0.30 about one trial in a hundred succeeds at the end; a hundred thousand failures in a row mean a jammed box.
        const int MaxTrials = 100_000;
        var grid = new SphereGrid(boxNm, largestRadiusNm, radii.Length);
        for (var i = 0; i < radii.Length; i++)
        {
            if (i % 1024 == 0) cancellationToken.ThrowIfCancellationRequested();
            for (var trial = 0; ; trial++)
            {
                var (x, y, z) = (random.NextDouble() * boxNm, random.NextDouble() * boxNm, random.NextDouble() * boxNm);
                if (grid.IsFree(x, y, z, radii[i]))
                {
                    grid.Add(x, y, z, radii[i]);
                    break;
                }

                if (trial == MaxTrials)
                {
                    throw new ArgumentException(
                        $"The box of {boxNm} nm is jammed after {i} of {radii.Length} spheres: lower volumeFraction or take a larger boxNm.");
                }
            }
        }

        return grid.ToStructure();
    }
}
