namespace Filler.Structures;

/// <summary>Scattering of homogeneous spheres (Rayleigh 1911), for unit contrast.</summary>
public static class SphereFormFactor
{
    /// <summary>F(q) = V · 3 (sin x − x cos x)/x³ in nm³, with x = qR; V at q = 0.</summary>
    public static double Amplitude(double q, double radiusNm)
    {
        var volume = 4.0 / 3.0 * Math.PI * radiusNm * radiusNm * radiusNm;
        var x = q * radiusNm;
        // The difference of nearly equal terms loses all digits below; the series is exact to 1e-12 there.
        if (double.IsPositiveInfinity(x)) return 0;
        if (x < 0.03) return volume * (1 - (x * x / 10) + (x * x * x * x / 280));
        return volume * 3 * (Math.Sin(x) - (x * Math.Cos(x))) / (x * x * x);
    }

    /// <summary>⟨F²⟩ in nm⁶ over radii that each occur equally often.</summary>
    public static double MeanSquare(double q, IReadOnlyCollection<double> radiiNm)
    {
        ArgumentNullException.ThrowIfNull(radiiNm);
        return radiiNm.Average(r => Amplitude(q, r) * Amplitude(q, r));
    }
}
