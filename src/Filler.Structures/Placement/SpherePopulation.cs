namespace Filler.Structures;

/// <summary>The sizes of the primary particles, cut at three standard deviations so that a largest sphere exists.</summary>
/// <param name="DiameterNm">Median (log-normal) or mean diameter in nm, &gt; 0.</param>
/// <param name="DiameterSigma">Standard deviation of ln(diameter), or relative to the mean, 0 (all alike) to 0.5.</param>
/// <param name="Shape">Log-normal, normal or Schulz.</param>
public sealed record SpherePopulation(double DiameterNm, double DiameterSigma = 0, SizeDistribution Shape = SizeDistribution.LogNormal)
{
    /// <summary>The radius in nm that no drawn sphere exceeds.</summary>
    public double LargestRadiusNm => DiameterNm / 2 * SizeQuantiles.Largest(Shape, DiameterSigma);

    /// <summary>Draws one radius in nm.</summary>
    public double DrawRadiusNm(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return DiameterNm / 2 * SizeQuantiles.Draw(Shape, DiameterSigma, random);
    }

    /// <summary>Draws radii until their volumes reach the given volume; the sum exceeds it by less than one sphere.</summary>
    internal double[] DrawVolume(double volumeNm3, RandomStream random)
    {
        var radii = new List<double>();
        for (var sum = 0.0; sum < volumeNm3;)
        {
            var radius = DrawRadiusNm(random);
            sum += 4.0 / 3.0 * Math.PI * radius * radius * radius;
            radii.Add(radius);
        }

        return [.. radii];
    }

    internal void Validate(double boxNm, double volumeFraction)
    {
        if (!(DiameterNm > 0) || !double.IsFinite(DiameterNm))
            throw new ArgumentException($"diameterNm is {DiameterNm}: give a diameter above 0 nm.");
        if (!(DiameterSigma >= 0 && DiameterSigma <= 0.5))
            throw new ArgumentException($"diameterSigma is {DiameterSigma}: give the standard deviation of ln(diameter), 0 to 0.5.");
        if (!(boxNm >= 4 * LargestRadiusNm) || !double.IsFinite(boxNm))
            throw new ArgumentException(
                $"boxNm is {boxNm}: the box must hold two of the largest spheres ({2 * LargestRadiusNm:g4} nm each) side by side.");
        if (!(volumeFraction > 0))
            throw new ArgumentException($"volumeFraction is {volumeFraction}: give a fraction above 0.");
        var expected = volumeFraction * boxNm * boxNm * boxNm / (Math.PI / 6 * DiameterNm * DiameterNm * DiameterNm);
        if (expected > MaxSpheres)
        {
            throw new ArgumentException(
                $"boxNm {boxNm} at volumeFraction {volumeFraction} holds about {expected:g3} spheres of {DiameterNm} nm; "
                + $"at most {MaxSpheres:g2} are built: take a smaller box or larger spheres.");
        }
    }

    // 32 bytes and one list link each: about 2 GB at the limit.
    private const double MaxSpheres = 5e7;
}
