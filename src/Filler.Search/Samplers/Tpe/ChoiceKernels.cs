namespace Filler.Search;

/// <summary>Unordered choices: each observation adds one to its choice's weight; the prior's weight is spread over all choices and kernels.</summary>
internal sealed class ChoiceKernels : Kernels
{
    private readonly ChoiceParameter parameter;
    private readonly int[] observed;
    private readonly double logSame, logOther, logPrior, beyondShare;

    public ChoiceKernels(ChoiceParameter parameter, IReadOnlyList<ParameterValue> observed)
    {
        this.parameter = parameter;
        this.observed = [.. observed.Select(v => (int)Domain.IndexOf(parameter, v))];
        var share = 1.0 / (observed.Count + 1);
        var total = 1 + (share * parameter.Choices.Count);
        (logSame, logOther, logPrior) = (Math.Log((1 + share) / total), Math.Log(share / total), -Math.Log(parameter.Choices.Count));
        // What a kernel's own choice has beyond the share that all have.
        beyondShare = 1 / total;
    }

    public override ParameterValue Draw(int kernel, SeededRandom random)
    {
        var any = parameter.Choices[(int)random.NextLong(parameter.Choices.Count)];
        return kernel < observed.Length && random.NextDouble() < beyondShare ? parameter.Choices[observed[kernel]] : any;
    }

    public override void AddLogDensities(ParameterValue value, Span<double> sums)
    {
        var index = (int)Domain.IndexOf(parameter, value);
        for (var k = 0; k < observed.Length; k++) sums[k] += observed[k] == index ? logSame : logOther;
        sums[^1] += logPrior;
    }
}
