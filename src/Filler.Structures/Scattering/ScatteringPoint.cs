namespace Filler.Structures;

/// <summary>One row of a scattering file, in 1/nm and 1/cm.</summary>
internal readonly record struct ScatteringPoint(double Q, double Intensity, double Sigma, double QWidth)
{
    /// <summary>What makes the row unusable, or null.</summary>
    public string? Problem() =>
        !double.IsFinite(Q) || Q <= 0 ? $"q is {Q}; it must be a finite number above 0"
        : !double.IsFinite(Intensity) ? $"the intensity is {Intensity}; it must be a finite number"
        : !double.IsFinite(Sigma) || Sigma < 0 ? $"the error of the intensity is {Sigma}; it must be 0 (not known) or above"
        : !double.IsFinite(QWidth) || QWidth < 0 ? $"the width of q is {QWidth}; it must be 0 (none) or above"
        : null;
}
