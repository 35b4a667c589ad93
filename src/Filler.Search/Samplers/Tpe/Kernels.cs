using MathNet.Numerics;

namespace Filler.Search;

/// <summary>The one-dimensional kernels of one parameter around the observed values and around the prior, all in the unit cube.</summary>
internal abstract class Kernels
{
    /// <param name="width">Standard deviation of a numeric kernel in the unit cube.</param>
    public static Kernels Of(Parameter parameter, IReadOnlyList<ParameterValue> observed, double width) =>
        UnitCube.IsNumeric(parameter) ? new Numeric(parameter, observed, width) : new Categorical((ChoiceParameter)parameter, observed);

    /// <summary>A draw from kernel <paramref name="kernel"/>; the last one is the prior.</summary>
    public abstract ParameterValue Draw(int kernel, SeededRandom random);

    /// <summary>Adds the logarithm of each kernel's density at the value; for discrete values, of its probability.</summary>
    public abstract void AddLogDensities(ParameterValue value, Span<double> sums);

    /// <summary>Normal kernels cut off at 0 and 1.</summary>
    private sealed class Numeric : Kernels
    {
        // Above this many values a cell is narrow against any kernel, and its probability is its density times a constant.
        private const int MostCells = 64;
        private readonly Parameter parameter;
        private readonly double[] means;
        private readonly double[] widths;
        private readonly double[] logNorms;
        private readonly bool cells;

        public Numeric(Parameter parameter, IReadOnlyList<ParameterValue> observed, double width)
        {
            this.parameter = parameter;
            means = [.. observed.Select(v => UnitCube.ToUnit(parameter, v)), 0.5];
            widths = [.. observed.Select(_ => width), 1.0];
            logNorms = [.. means.Zip(widths, (m, w) => Math.Log(Mass(m, w, 0, 1)) + Math.Log(w * Math.Sqrt(2 * Math.PI)))];
            cells = Domain.Count(parameter) is <= MostCells;
        }

        public override ParameterValue Draw(int kernel, SeededRandom random)
        {
            while (true)
            {
                // Box and Muller. The mean lies in [0, 1] and the width is at most 1, so a third of the draws or more are inside.
                var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
                var x = means[kernel] + (widths[kernel] * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
                if (x is >= 0 and <= 1) return UnitCube.FromUnit(parameter, x);
            }
        }

        public override void AddLogDensities(ParameterValue value, Span<double> sums)
        {
            if (cells && UnitCube.Cell(parameter, value) is { } cell)
            {
                AddLogMasses(cell.Low, cell.High, sums);
                return;
            }

            var x = UnitCube.ToUnit(parameter, value);
            for (var k = 0; k < means.Length; k++)
            {
                var z = (x - means[k]) / widths[k];
                sums[k] -= (0.5 * z * z) + logNorms[k];
            }
        }

        private void AddLogMasses(double low, double high, Span<double> sums)
        {
            var known = new Dictionary<double, double>();
            for (var k = 0; k < means.Length; k++)
            {
                // All kernels but the prior share a width, so equal means share a mass.
                if (k == means.Length - 1 || !known.TryGetValue(means[k], out var mass))
                {
                    mass = Math.Log(Math.Max(Mass(means[k], widths[k], low, high) / Mass(means[k], widths[k], 0, 1), 1e-300));
                    if (k < means.Length - 1) known[means[k]] = mass;
                }

                sums[k] += mass;
            }
        }

        private static double Mass(double mean, double width, double low, double high) =>
            0.5 * (SpecialFunctions.Erf((high - mean) / (width * Constants.Sqrt2)) - SpecialFunctions.Erf((low - mean) / (width * Constants.Sqrt2)));
    }

    /// <summary>Each observation adds one to its choice's weight; the prior's weight is spread over all choices and kernels.</summary>
    private sealed class Categorical : Kernels
    {
        private readonly ChoiceParameter parameter;
        private readonly int[] observed;
        private readonly double logSame, logOther, logPrior;

        public Categorical(ChoiceParameter parameter, IReadOnlyList<ParameterValue> observed)
        {
            this.parameter = parameter;
            this.observed = [.. observed.Select(v => (int)Domain.IndexOf(parameter, v))];
            var share = 1.0 / (observed.Count + 1);
            var total = 1 + (share * parameter.Choices.Count);
            (logSame, logOther, logPrior) = (Math.Log((1 + share) / total), Math.Log(share / total), -Math.Log(parameter.Choices.Count));
        }

        public override ParameterValue Draw(int kernel, SeededRandom random)
        {
            var any = parameter.Choices[(int)random.NextLong(parameter.Choices.Count)];
            if (kernel == observed.Length) return any;
            // What the kernel's own choice has beyond its even share.
            return random.NextDouble() < Math.Exp(logSame) - Math.Exp(logOther) ? parameter.Choices[observed[kernel]] : any;
        }

        public override void AddLogDensities(ParameterValue value, Span<double> sums)
        {
            var index = (int)Domain.IndexOf(parameter, value);
            for (var k = 0; k < observed.Length; k++) sums[k] += observed[k] == index ? logSame : logOther;
            sums[^1] += logPrior;
        }
    }
}
