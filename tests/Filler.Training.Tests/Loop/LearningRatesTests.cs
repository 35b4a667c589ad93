namespace Filler.Training.Tests.Loop;

public class LearningRatesTests
{
    private const int Steps = 10;

    [Theory]
    [InlineData("constant", 1, 0, 1.0)]
    [InlineData("constant", 10, 9, 1.0)]
    [InlineData("cosine", 1, 0, 1.0)]
    [InlineData("cosine", 10, 9, 0.0)]
    [InlineData("step", 3, 9, 1.0)]
    [InlineData("step", 4, 0, 0.5)]
    [InlineData("step", 7, 0, 0.25)]
    [InlineData("oneCycle", 1, 0, 0.04)]
    [InlineData("oneCycle", 10, 9, 4e-6)]
    public void Ends_and_steps_are_those_of_the_formulas(string schedule, int epoch, int batch, double factor) =>
        Assert.Equal(0.2 * factor, Rates(schedule).At(epoch, batch, []), 12);

    [Fact]
    public void The_cosine_is_PyTorchs()
    {
        for (var step = 0; step < 100; step++)
            Assert.Equal(0.2 * (1 + Math.Cos(Math.PI * step / 99.0)) / 2, Rates("cosine").At(1 + (step / Steps), step % Steps, []), 12);
    }

    [Fact]
    public void One_cycle_peaks_at_three_tenths() =>
        Assert.Equal(30, Enumerable.Range(0, 100).MaxBy(s => Rates("oneCycle").At(1 + (s / Steps), s % Steps, [])));

    [Fact]
    public void Warm_up_rises_to_the_full_rate_and_the_schedule_follows()
    {
        var sut = Rates("cosine", warmup: 2);

        Assert.Equal(0.2 / 20, sut.At(1, 0, []), 12);
        Assert.Equal(0.2, sut.At(2, 9, []), 12);
        Assert.Equal(0.2, sut.At(3, 0, []), 12);
        Assert.Equal(0, sut.At(10, 9, []), 12);
    }

    [Fact]
    public void A_plateau_of_three_epochs_halves_the_rate()
    {
        double At(params double[] losses) => Rates("plateau").At(losses.Length + 1, 0, [.. losses.Select((l, i) => new EpochFigures(i + 1, l, l, 0, 0, 0, 1))]);

        Assert.Equal(0.2, At(3, 2, 2, 2), 12);
        Assert.Equal(0.1, At(3, 2, 2, 2, 2), 12);
        Assert.Equal(0.1, At(3, 2, 2, 2, 2, 1, 1, 1), 12);
        Assert.Equal(0.05, At(3, 2, 2, 2, 2, 2, 2, 2), 12);
    }

    private static LearningRates Rates(string schedule, int warmup = 0) =>
        new(Runs.Options(10, learningRate: 0.2) with { Schedule = schedule, DecayFactor = 0.5, DecayEpochs = 3, WarmupEpochs = warmup }, Steps);
}
