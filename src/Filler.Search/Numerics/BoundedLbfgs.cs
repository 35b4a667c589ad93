namespace Filler.Search;

/// <summary>A function and its gradient at a point.</summary>
/// <param name="point">Where.</param>
/// <param name="gradient">Filled by the function.</param>
/// <returns>The value; infinite or NaN where the function cannot be evaluated.</returns>
internal delegate double Differentiable(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>
/// Limited-memory BFGS in a box: the two-loop recursion (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithm 7.4) over the coordinates that no
/// bound holds, with a projected line search (Bertsekas 1982).
/// </summary>
/// <remarks>Written here and not taken from MathNet.Numerics: its BFGS-B allocates in every step and throws where a line search ends early, and this runs some hundred times in every proposal.</remarks>
internal static class BoundedLbfgs
{
    private const int Memory = 8;
    private const int MostHalvings = 20;
    private const double SufficientDecrease = 1e-4;

    /// <summary>Moves the point to a local minimum in the box and returns the value there.</summary>
    /// <param name="function">What to minimise.</param>
    /// <param name="x">The start; the minimum afterwards.</param>
    /// <param name="iterations">At most so many steps.</param>
    /// <param name="tolerance">Ends when a step gains less than this, relative to 1 + |value|.</param>
    public static double Minimize(Differentiable function, Span<double> x, ReadOnlySpan<double> low, ReadOnlySpan<double> high, int iterations, double tolerance)
    {
        var n = x.Length;
        var gradient = new double[n];
        var value = function(x, gradient);
        if (!double.IsFinite(value)) return value;
        var (steps, changes) = (new Queue<double[]>(Memory), new Queue<double[]>(Memory));
        var (next, nextGradient, direction) = (new double[n], new double[n], new double[n]);
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            Direction(gradient, x, low, high, [.. steps], [.. changes], direction);
            var slope = Vectors.Dot(direction, gradient);
            if (!(slope < 0))
            {
                if (steps.Count == 0) break;
                // A bad memory: forget it and go downhill.
                steps.Clear();
                changes.Clear();
                continue;
            }

            var scale = steps.Count == 0 ? Math.Min(1, 0.1 / Math.Sqrt(Vectors.Dot(direction, direction))) : 1;
            var found = double.NaN;
            for (var halving = 0; halving < MostHalvings; halving++, scale /= halving < 3 ? 2 : 4)
            {
                for (var i = 0; i < n; i++) next[i] = Math.Clamp(x[i] + (scale * direction[i]), low[i], high[i]);
                found = function(next, nextGradient);
                if (double.IsFinite(found) && found <= value + (SufficientDecrease * Progress(gradient, x, next))) break;
                found = double.NaN;
            }

            if (double.IsNaN(found)) break;
            Remember(steps, changes, x, next, gradient, nextGradient);
            var gain = value - found;
            next.AsSpan().CopyTo(x);
            nextGradient.AsSpan().CopyTo(gradient);
            value = found;
            if (gain <= tolerance * (1 + Math.Abs(value))) break;
        }

        return value;
    }

    private static double Progress(double[] gradient, ReadOnlySpan<double> from, double[] to)
    {
        var sum = 0.0;
        for (var i = 0; i < to.Length; i++) sum += gradient[i] * (to[i] - from[i]);
        return sum;
    }

    private static void Direction(double[] gradient, ReadOnlySpan<double> x, ReadOnlySpan<double> low, ReadOnlySpan<double> high, double[][] steps, double[][] changes, double[] direction)
    {
        for (var i = 0; i < direction.Length; i++) direction[i] = Held(i, gradient, x, low, high) ? 0 : -gradient[i];
        var alphas = new double[steps.Length];
        for (var k = steps.Length - 1; k >= 0; k--)
        {
            alphas[k] = Vectors.Dot(steps[k], direction) / Vectors.Dot(steps[k], changes[k]);
            Vectors.AddScaled(-alphas[k], changes[k], direction);
        }

        if (steps.Length > 0)
        {
            var scale = Vectors.Dot(steps[^1], changes[^1]) / Vectors.Dot(changes[^1], changes[^1]);
            for (var i = 0; i < direction.Length; i++) direction[i] *= scale;
        }

        for (var k = 0; k < steps.Length; k++)
        {
            var beta = Vectors.Dot(changes[k], direction) / Vectors.Dot(steps[k], changes[k]);
            Vectors.AddScaled(alphas[k] - beta, steps[k], direction);
        }

        for (var i = 0; i < direction.Length; i++)
        {
            if (Held(i, gradient, x, low, high)) direction[i] = 0;
        }
    }

    // At a bound, and downhill is outside.
    private static bool Held(int i, double[] gradient, ReadOnlySpan<double> x, ReadOnlySpan<double> low, ReadOnlySpan<double> high) =>
        (x[i] <= low[i] && gradient[i] > 0) || (x[i] >= high[i] && gradient[i] < 0);

    private static void Remember(Queue<double[]> steps, Queue<double[]> changes, ReadOnlySpan<double> x, double[] next, double[] gradient, double[] nextGradient)
    {
        var (step, change) = (new double[next.Length], new double[next.Length]);
        for (var i = 0; i < next.Length; i++) (step[i], change[i]) = (next[i] - x[i], nextGradient[i] - gradient[i]);
        var curvature = Vectors.Dot(step, change);
        // Only positive curvature keeps the approximation positive definite.
        if (!(curvature > 1e-12 * Vectors.Dot(change, change))) return;
        if (steps.Count == Memory)
        {
            steps.Dequeue();
            changes.Dequeue();
        }

        steps.Enqueue(step);
        changes.Enqueue(change);
    }
}
