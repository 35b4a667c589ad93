namespace Filler.Search.Tests.Numerics;

public class BoundedLbfgsTests
{
    [Fact]
    public void Rosenbrocks_valley_is_followed_to_its_end()
    {
        double[] x = [-1.2, 1];
        var value = BoundedLbfgs.Minimize(Rosenbrock, x, [-5, -5], [5, 5], 200, 1e-14);

        Assert.Equal(0, value, 1e-10);
        Assert.Equal([1, 1], x.Select(v => Math.Round(v, 4)));
    }

    [Fact]
    public void A_bound_holds_and_the_rest_goes_on()
    {
        // With x ≤ 0.5 the minimum is at y = x² = 0.25.
        double[] x = [-1.2, 1];
        BoundedLbfgs.Minimize(Rosenbrock, x, [-5, -5], [0.5, 5], 200, 1e-14);

        Assert.Equal(0.5, x[0]);
        Assert.Equal(0.25, x[1], 1e-4);
    }

    [Fact]
    public void Where_the_function_is_infinite_the_step_is_shortened()
    {
        double[] x = [0.1];
        BoundedLbfgs.Minimize((p, g) =>
        {
            g[0] = 1 - (1 / p[0]);
            return p[0] > 0 ? p[0] - Math.Log(p[0]) : double.PositiveInfinity;
        }, x, [-10], [10], 100, 1e-14);

        Assert.Equal(1, x[0], 1e-5);
    }

    private static double Rosenbrock(ReadOnlySpan<double> p, Span<double> gradient)
    {
        var (x, y) = (p[0], p[1]);
        (gradient[0], gradient[1]) = ((-400 * x * (y - (x * x))) - (2 * (1 - x)), 200 * (y - (x * x)));
        return (100 * (y - (x * x)) * (y - (x * x))) + ((1 - x) * (1 - x));
    }
}
