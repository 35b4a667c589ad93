using System.Numerics;

namespace Filler.Structures;

/// <summary>exp(i n θ) along the three axes for one position, by recurrence.</summary>
internal sealed class PhaseTable(int extent, double step)
{
    private readonly Complex[] y = new Complex[extent + 1], z = new Complex[extent + 1];

    /// <summary>Real parts along x, padded for whole SIMD vectors.</summary>
    public float[] XRe { get; } = new float[extent + 1 + Vector<float>.Count];

    public float[] XIm { get; } = new float[extent + 1 + Vector<float>.Count];

    public void Set((double X, double Y, double Z) r)
    {
        Powers(y, step * r.Y);
        Powers(z, step * r.Z);
        var (sin, cos) = Math.SinCos(step * r.X);
        double re = 1, im = 0;
        for (var n = 0; n <= extent; n++)
        {
            (XRe[n], XIm[n]) = ((float)re, (float)im);
            (re, im) = ((re * cos) - (im * sin), (re * sin) + (im * cos));
        }
    }

    /// <summary>The factor that a row shares.</summary>
    public Complex At(int ny, int nz) =>
        (ny < 0 ? Complex.Conjugate(y[-ny]) : y[ny]) * (nz < 0 ? Complex.Conjugate(z[-nz]) : z[nz]);

    private static void Powers(Complex[] table, double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        var turn = new Complex(cos, sin);
        table[0] = Complex.One;
        for (var n = 1; n < table.Length; n++) table[n] = table[n - 1] * turn;
    }
}
