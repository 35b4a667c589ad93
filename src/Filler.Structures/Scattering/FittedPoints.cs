namespace Filler.Structures;

/// <summary>The errors that a fit works with.</summary>
internal static class FittedPoints
{
    /// <summary>
    /// Reported errors with a relative floor added in quadrature: counting statistics leave out absolute calibration and the errors of the
    /// smearing and form-factor models, which dominate where counts are plenty.
    /// </summary>
    public static double[] Errors(ScatteringCurve curve, double floor)
    {
        var errors = curve.Sigma.Select((s, i) => Math.Sqrt((s * s) + Math.Pow(floor * curve.Intensity[i], 2))).ToArray();
        var bad = Array.FindIndex(errors, e => !(e > 0));
        return bad < 0 ? errors : throw new ArgumentException(
            $"The point at q = {curve.Q[bad]} 1/nm has no error: "
            + "give sigma in the file, raise errorFloor above 0, or leave the point out by minQ and maxQ.");
    }
}
