namespace Filler.Structures;

/// <summary>Spheres in a periodic cubic box: the 3-D structure that slices are cut from.</summary>
/// <param name="BoxNm">Edge of the periodic cube in nm, &gt; 0.</param>
/// <param name="X">Centre coordinates in nm, each in [0, <paramref name="BoxNm"/>). The four arrays have one length.</param>
/// <param name="Y">See <paramref name="X"/>.</param>
/// <param name="Z">See <paramref name="X"/>.</param>
/// <param name="Radius">Sphere radii in nm, each &gt; 0.</param>
public sealed record ParticleStructure(double BoxNm, double[] X, double[] Y, double[] Z, double[] Radius)
{
    public int Count => X.Length;

    /// <summary>Sum of the sphere volumes over the box volume; exact when no spheres overlap.</summary>
    public double VolumeFraction => Radius.Sum(r => 4.0 / 3.0 * Math.PI * r * r * r) / (BoxNm * BoxNm * BoxNm);
}
