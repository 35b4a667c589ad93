namespace Filler.Search;

/// <summary>
/// The one-dimensional kernels of one parameter: one around each observed value and, last, the prior. They are the same in number for all parameters of a
/// group, so that kernel k of each makes the k-th factor product.
/// </summary>
internal abstract class Kernels
{
    /// <param name="width">Standard deviation of a numeric kernel in the unit cube.</param>
    public static Kernels Of(Parameter parameter, IReadOnlyList<ParameterValue> observed, double width) =>
        UnitCube.IsNumeric(parameter) ? new NormalKernels(parameter, observed, width) : new ChoiceKernels((ChoiceParameter)parameter, observed);

    /// <summary>A draw from kernel <paramref name="kernel"/>; the last one is the prior.</summary>
    public abstract ParameterValue Draw(int kernel, SeededRandom random);

    /// <summary>Adds the logarithm of each kernel's density at the value; for discrete values, of its probability.</summary>
    public abstract void AddLogDensities(ParameterValue value, Span<double> sums);
}
