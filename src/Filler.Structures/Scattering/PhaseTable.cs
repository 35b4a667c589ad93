namespace Filler.Structures;

/// <summary>cos(nθ) and sin(nθ) along the three axes for one position, by recurrence.</summary>
internal sealed class PhaseTable(int extent, double step)
{
    private readonly double[] cosY = new double[extent + 1], sinY = new double[extent + 1], cosZ = new double[extent + 1], sinZ = new double[extent + 1];

    /// <summary>Along x, padded for whole SIMD vectors.</summary>
    public float[] CosX { get; } = new float[extent + 1 + WaveVectorRows.Lanes];

    public float[] SinX { get; } = new float[extent + 1 + WaveVectorRows.Lanes];

    public void Set((double X, double Y, double Z) r)
    {
        Powers(cosY, sinY, step * r.Y);
        Powers(cosZ, sinZ, step * r.Z);
        var (sin, cos) = Math.SinCos(step * r.X);
        double re = 1, im = 0;
        for (var n = 0; n <= extent; n++)
        {
            (CosX[n], SinX[n]) = ((float)re, (float)im);
            (re, im) = ((re * cos) - (im * sin), (re * sin) + (im * cos));
        }
    }

    /// <summary>No particle: contributes nothing to any sum.</summary>
    public void Clear()
    {
        Array.Clear(CosX);
        Array.Clear(SinX);
    }

    /// <summary>The products that a row of wave vectors shares: cos cos, cos sin, sin cos, sin sin of y and z.</summary>
    public (float CosCos, float CosSin, float SinCos, float SinSin) Row(int y, int z) =>
        ((float)(cosY[y] * cosZ[z]), (float)(cosY[y] * sinZ[z]), (float)(sinY[y] * cosZ[z]), (float)(sinY[y] * sinZ[z]));

    private static void Powers(double[] cosines, double[] sines, double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        (cosines[0], sines[0]) = (1, 0);
        for (var n = 1; n < cosines.Length; n++)
            (cosines[n], sines[n]) = ((cosines[n - 1] * cos) - (sines[n - 1] * sin), (cosines[n - 1] * sin) + (sines[n - 1] * cos));
    }
}
