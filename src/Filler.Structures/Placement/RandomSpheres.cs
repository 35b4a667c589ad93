namespace Filler.Structures;

/// <summary>Random sequential addition of hard spheres in a periodic cube: the structure without any order but exclusion.</summary>
public static class RandomSpheres
{
    /// <summary>Random addition jams near 0.38 (Feder 1980: 0.385 in three dimensions) and slows without bound before it.</summary>
    public const double MaxVolumeFraction = 0.30;

    /// <summary>Places spheres until the volume fraction is reached (by less than one sphere above it).</summary>
    /// <param name="boxNm">Edge of the periodic cube in nm, at least two of the largest diameters.</param>
    /// <param name="volumeFraction">Sum of sphere volumes over the box, in (0, 0.30].</param>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it and the fix.</exception>
    public static ParticleStructure Generate(
        SpherePopulation particles, double boxNm, double volumeFraction, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(particles);
        particles.Validate(boxNm, volumeFraction);
        if (volumeFraction > MaxVolumeFraction)
        {
            throw new ArgumentException(
                $"volumeFraction is {volumeFraction}, above the limit of {MaxVolumeFraction} of random addition (it jams near 0.38): lower volumeFraction.");
        }

        var random = new RandomStream(seed, 1);
        var radii = particles.DrawVolume(volumeFraction * boxNm * boxNm * boxNm, random);
        // Large spheres find no room among small ones; their order leaves no trace in the positions of hard spheres below jamming.
        Array.Sort(radii, (a, b) => b.CompareTo(a));
        return Place(radii, particles.LargestRadiusNm, boxNm, random, cancellationToken);
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
