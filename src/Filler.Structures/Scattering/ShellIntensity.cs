using System.Numerics;

namespace Filler.Structures;

/// <summary>
/// I(q) of spheres in a periodic box from a fixed set of its wave vectors: ρ_k = Σ_j F_j(k) exp(ik·r_j), I = mean of |ρ_k|²/N over each shell,
/// smeared to the measured points. Moving one particle changes each ρ_k by the difference of two phase factors: O(K), not O(N·K).
/// </summary>
internal sealed class ShellIntensity
{
    private readonly QShells shells;
    private readonly double[][] amplitude;
    private readonly double[] shellMean;
    private readonly int particles;
    private double[] re, im, triedRe, triedIm;

    /// <param name="radii">The distinct radii; particles name them by index.</param>
    public ShellIntensity(QShells shells, double[] radii, int particles)
    {
        this.shells = shells;
        this.particles = particles;
        amplitude = [.. radii.Select(r => shells.Norm.Select(k => SphereFormFactor.Amplitude(k, r)).ToArray())];
        (re, im, triedRe, triedIm) = (new double[shells.Padded], new double[shells.Padded], new double[shells.Padded], new double[shells.Padded]);
        shellMean = new double[shells.Count];
    }

    public void Clear()
    {
        Array.Clear(re);
        Array.Clear(im);
    }

    public void Add((double X, double Y, double Z) at, int radiusClass)
    {
        var f = amplitude[radiusClass];
        for (var k = 0; k < shells.Padded; k += Vector<double>.Count)
        {
            var (sin, cos) = Vector.SinCos(Phase(k, at));
            var fk = new Vector<double>(f, k);
            (new Vector<double>(re, k) + (fk * cos)).CopyTo(re, k);
            (new Vector<double>(im, k) + (fk * sin)).CopyTo(im, k);
        }
    }

    /// <summary>The smeared curve if one particle moved; <see cref="Accept"/> makes it so.</summary>
    public void TryMove((double X, double Y, double Z) from, (double X, double Y, double Z) to, int radiusClass, Span<double> curve)
    {
        var f = amplitude[radiusClass];
        for (var k = 0; k < shells.Padded; k += Vector<double>.Count)
        {
            var (sin0, cos0) = Vector.SinCos(Phase(k, from));
            var (sin1, cos1) = Vector.SinCos(Phase(k, to));
            var fk = new Vector<double>(f, k);
            (new Vector<double>(re, k) + (fk * (cos1 - cos0))).CopyTo(triedRe, k);
            (new Vector<double>(im, k) + (fk * (sin1 - sin0))).CopyTo(triedIm, k);
        }

        Smear(triedRe, triedIm, curve);
    }

    public void Accept()
    {
        (re, triedRe) = (triedRe, re);
        (im, triedIm) = (triedIm, im);
    }

    public void Current(Span<double> curve) => Smear(re, im, curve);

    private Vector<double> Phase(int k, (double X, double Y, double Z) r) =>
        (new Vector<double>(shells.X, k) * r.X) + (new Vector<double>(shells.Y, k) * r.Y) + (new Vector<double>(shells.Z, k) * r.Z);

    private void Smear(double[] real, double[] imaginary, Span<double> curve)
    {
        for (var s = 0; s < shells.Count; s++)
        {
            var (start, end) = (shells.Start[s], shells.Start[s + 1]);
            var sum = Vector<double>.Zero;
            // Shells are padded to whole vectors with k of zero amplitude.
            for (var k = start; k < end; k += Vector<double>.Count)
            {
                var (a, b) = (new Vector<double>(real, k), new Vector<double>(imaginary, k));
                sum += (a * a) + (b * b);
            }

            shellMean[s] = Vector.Sum(sum) / (shells.Vectors[s] * (double)particles);
        }

        shells.Smearing.Apply(shellMean, curve);
    }
}
