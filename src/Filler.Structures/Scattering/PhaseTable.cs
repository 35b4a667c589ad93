using System.Runtime.Intrinsics;

namespace Filler.Structures;

/// <summary>cos(nθ) and sin(nθ) along the three axes for one position, by recurrence.</summary>
internal sealed class PhaseTable(int extent, double step)
{
    // (cos, cos, sin, sin) of each multiple along y, (cos, sin, cos, sin) along z.
    private readonly Vector128<float>[] alongY = new Vector128<float>[extent + 1], alongZ = new Vector128<float>[extent + 1];

    /// <summary>Along x, padded for whole SIMD vectors.</summary>
    public float[] CosX { get; } = new float[extent + 1 + WaveVectorRows.Lanes];

    public float[] SinX { get; } = new float[extent + 1 + WaveVectorRows.Lanes];

    public void Set((double X, double Y, double Z) r)
    {
        for (var (n, y, z) = (0, Turn.Of(step * r.Y), Turn.Of(step * r.Z)); n <= extent; n++, y.Next(), z.Next())
        {
            alongY[n] = Vector128.Create(y.Cos, y.Cos, y.Sin, y.Sin);
            alongZ[n] = Vector128.Create(z.Cos, z.Sin, z.Cos, z.Sin);
        }

        for (var (n, x) = (0, Turn.Of(step * r.X)); n <= extent; n++, x.Next()) (CosX[n], SinX[n]) = (x.Cos, x.Sin);
    }

    /// <summary>No particle: contributes nothing to any sum.</summary>
    public void Clear()
    {
        Array.Clear(CosX);
        Array.Clear(SinX);
    }

    /// <summary>The products that a row of wave vectors shares: cos cos, cos sin, sin cos, sin sin of y and z.</summary>
    public Vector128<float> Row(int y, int z) => alongY[y] * alongZ[z];

    // Double precision: single would lose a digit over a hundred multiples.
    private struct Turn
    {
        private double re, im, cos, sin;

        public readonly float Cos => (float)re;

        public readonly float Sin => (float)im;

        public static Turn Of(double angle)
        {
            var (sin, cos) = Math.SinCos(angle);
            return new Turn { re = 1, cos = cos, sin = sin };
        }

        public void Next() => (re, im) = ((re * cos) - (im * sin), (re * sin) + (im * cos));
    }
}
