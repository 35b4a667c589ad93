using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics;

namespace Filler.Search;

/// <summary>Normal kernels in the unit cube, cut off at 0 and 1; over discrete values, each kernel's mass in the value's cell.</summary>
internal sealed class NormalKernels : Kernels
{
    // Above this many values a cell is narrow against any kernel, and its probability is its density times a constant.
    private const int MostCells = 64;
    private const double PriorMean = 0.5;
    private const double PriorWidth = 1;
    private readonly Parameter parameter;
    private readonly double[] means;
    private readonly double[] logNorms;
    private readonly double width;

    // Logarithms of the kernels' masses in one cell, by the cell's number, as far as they have been asked for.
    private readonly double[]?[]? cellMasses;

    public NormalKernels(Parameter parameter, IReadOnlyList<ParameterValue> observed, double width)
    {
        (this.parameter, this.width) = (parameter, width);
        means = [.. observed.Select(v => UnitCube.ToUnit(parameter, v)), PriorMean];
        if (Domain.Count(parameter) is { } count and <= MostCells)
        {
            (cellMasses, logNorms) = (new double[count][], []);
            return;
        }

        logNorms = [.. means.Select((m, k) => Math.Log(Mass(m, WidthOf(k), 0, 1)) + Math.Log(WidthOf(k) * Math.Sqrt(2 * Math.PI)))];
    }

    public override ParameterValue Draw(int kernel, SeededRandom random)
    {
        while (true)
        {
            // Box and Muller. The mean lies in [0, 1] and the width is at most 1, so a third of the draws or more are inside.
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var x = means[kernel] + (WidthOf(kernel) * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
            if (x is >= 0 and <= 1) return UnitCube.FromUnit(parameter, x);
        }
    }

    public override void AddLogDensities(ParameterValue value, Span<double> sums)
    {
        if (cellMasses is not null)
        {
            var masses = cellMasses[Domain.IndexOf(parameter, value)] ??= LogMasses(UnitCube.Cell(parameter, value)!.Value);
            AddMasses(masses, sums);
            return;
        }

        AddNormals(UnitCube.ToUnit(parameter, value), sums);
        var fromPrior = (UnitCube.ToUnit(parameter, value) - PriorMean) / PriorWidth;
        sums[^1] -= (0.5 * fromPrior * fromPrior) + logNorms[^1];
    }

    private static void AddMasses(double[] masses, Span<double> sums)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(sums);
        var wideMasses = MemoryMarshal.Cast<double, Vector<double>>(masses);
        for (var k = 0; k < wide.Length; k++) wide[k] += wideMasses[k];
        for (var k = wide.Length * Vector<double>.Count; k < sums.Length; k++) sums[k] += masses[k];
    }

    // Element by element, so the machine's vector width does not change a result.
    private void AddNormals(double x, Span<double> sums)
    {
        var observed = sums[..^1];
        var wide = MemoryMarshal.Cast<double, Vector<double>>(observed);
        var wideMeans = MemoryMarshal.Cast<double, Vector<double>>(means);
        var wideNorms = MemoryMarshal.Cast<double, Vector<double>>(logNorms);
        var scale = 1 / width;
        for (var k = 0; k < wide.Length; k++)
        {
            var z = (new Vector<double>(x) - wideMeans[k]) * scale;
            wide[k] -= (z * z * 0.5) + wideNorms[k];
        }

        for (var k = wide.Length * Vector<double>.Count; k < observed.Length; k++)
        {
            var z = (x - means[k]) * scale;
            observed[k] -= (z * z * 0.5) + logNorms[k];
        }
    }

    private double[] LogMasses((double Low, double High) cell)
    {
        // All kernels but the prior share a width, so equal means share a mass.
        var known = new Dictionary<double, double>();
        var masses = new double[means.Length];
        for (var k = 0; k < means.Length - 1; k++)
        {
            if (!known.TryGetValue(means[k], out var mass)) known[means[k]] = mass = LogMass(k, cell);
            masses[k] = mass;
        }

        masses[^1] = LogMass(means.Length - 1, cell);
        return masses;
    }

    // A cell far out in a kernel's tail rounds to no mass at all; its logarithm must stay finite.
    private double LogMass(int kernel, (double Low, double High) cell) =>
        Math.Log(Math.Max(Mass(means[kernel], WidthOf(kernel), cell.Low, cell.High) / Mass(means[kernel], WidthOf(kernel), 0, 1), 1e-300));

    private double WidthOf(int kernel) => kernel == means.Length - 1 ? PriorWidth : width;

    private static double Mass(double mean, double width, double low, double high) =>
        0.5 * (SpecialFunctions.Erf((high - mean) / (width * Constants.Sqrt2)) - SpecialFunctions.Erf((low - mean) / (width * Constants.Sqrt2)));
}
