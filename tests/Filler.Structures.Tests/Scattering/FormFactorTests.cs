namespace Filler.Structures.Tests;

public class FormFactorTests
{
    [Fact]
    public void The_amplitude_is_the_volume_at_zero_and_vanishes_at_the_first_minimum()
    {
        Assert.Equal(4.0 / 3.0 * Math.PI * 1000, SphereFormFactor.Amplitude(0, 10), 9);
        // tan x = x at x = 4.4934.
        Assert.Equal(0, SphereFormFactor.Amplitude(0.449340945790906, 10), 6);
    }

    [Fact]
    public void Series_and_closed_form_meet()
    {
        Assert.Equal(1, SphereFormFactor.Amplitude(0.0029999, 10) / SphereFormFactor.Amplitude(0.0030001, 10), 6);
    }

    [Fact]
    public void Small_angles_follow_Guinier()
    {
        // F² = V² exp(−q²R²/5) to second order.
        var ratio = Math.Pow(SphereFormFactor.Amplitude(0.02, 10) / SphereFormFactor.Amplitude(0, 10), 2);

        Assert.Equal(Math.Exp(-0.04 / 5), ratio, 5);
    }

    [Fact]
    public void Radius_classes_keep_the_moments_of_the_log_normal()
    {
        var logs = RadiusClasses.Of(SizeDistribution.LogNormal, 10, 0.15).Select(r => Math.Log(r)).ToArray();

        Assert.Equal(Math.Log(10), logs.Average(), 9);
        Assert.Equal(0.15, Math.Sqrt(logs.Average(l => Math.Pow(l - Math.Log(10), 2))), 9);
        Assert.Equal([10.0], RadiusClasses.Of(SizeDistribution.LogNormal, 10, 0));
    }

    [Theory]
    [InlineData(12.0, 0.08)]
    [InlineData(8.0, 0.15)]
    public void Radius_and_polydispersity_are_found_again(double radius, double sigma)
    {
        var q = Enumerable.Range(0, 60).Select(i => 0.2 + (0.02 * i)).ToArray();
        var intensity = q.Select(v => (3e-7 * SphereFormFactor.MeanSquare(v, RadiusClasses.Of(SizeDistribution.LogNormal, radius, sigma))) + 0.01).ToArray();
        var curve = new ScatteringCurve(q, intensity, new double[60], new double[60]);

        var estimate = FormFactorEstimate.Of(curve, 0, 2);

        Assert.Equal(radius, estimate.RadiusNm, 0.05);
        Assert.Equal(sigma, estimate.Polydispersity, 0.005);
    }

    [SkippableFact]
    public void The_silica_colloid_has_spheres_of_fifteen_nanometres()
    {
        var curve = ScatteringFile.Read(RealData.Path("scattering", "Ludox_silica.xml"));

        var estimate = FormFactorEstimate.Of(curve, 0.35, 1.2);

        Assert.Equal(14.9, estimate.RadiusNm, 0.2);
        Assert.Equal(0.12, estimate.Polydispersity, 0.02);
        Assert.InRange(estimate.ChiSquaredPerDof, 0.3, 1.5);
    }

    [Fact]
    public void Too_few_points_are_refused()
    {
        var curve = new ScatteringCurve([1, 2], [1, 1], [1, 1], [0, 0]);

        Assert.Contains("Only 2 points", Assert.Throws<ArgumentException>(() => FormFactorEstimate.Of(curve, 0, 3)).Message, StringComparison.Ordinal);
    }
}
