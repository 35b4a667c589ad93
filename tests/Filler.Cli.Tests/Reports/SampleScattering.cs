using Filler.Cli.Reports;
using Filler.Structures;

namespace Filler.Cli.Tests.Reports;

/// <summary>Spheres of 10 nm with a structure peak, 3 % errors.</summary>
internal static class SampleScattering
{
    public static FittedCurve Curve(string name = "Ludox silica")
    {
        var random = new RandomStream(3);
        double[] q = [.. Enumerable.Range(0, 70).Select(i => 0.05 * Math.Pow(40, i / 69.0))];
        double[] fitted = [.. q.Select(Intensity)];
        double[] sigma = [.. fitted.Select(i => 0.03 * i)];
        double[] measured = [.. fitted.Select((i, k) => i + (sigma[k] * random.NextNormal()))];
        return new FittedCurve(name, q, measured, sigma, fitted, 1.07, 0.031, "χ² per degree of freedom reached 1", ["Errors: the file's and a floor of 3 % in quadrature."]);
    }

    private static double Intensity(double q)
    {
        var x = 10 * q;
        var form = 3 * (Math.Sin(x) - (x * Math.Cos(x))) / (x * x * x);
        var structure = (1 - (0.7 * Math.Exp(-q * q / 0.02))) * (1 + (0.4 * Math.Exp(-Math.Pow((q - 0.22) / 0.06, 2))));
        return (120 * form * form * structure) + 0.02;
    }
}
