using System.Runtime.CompilerServices;
using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>What a specification alone decides, built once per specification rather than once per decision.</summary>
internal sealed class StudyContext
{
    // Specifications are immutable records, so remembering by reference changes no result.
    private static readonly ConditionalWeakTable<StudySpec, StudyContext> Remembered = [];

    private StudyContext(IReadOnlyList<ManifestProblem> problems, SearchSpace space, ISampler sampler, IPruner pruner, int maxEpochs)
    {
        (Problems, Space, Sampler, Pruner, MaxEpochs) = (problems, space, sampler, pruner, maxEpochs);
    }

    /// <summary>Where there are any, the rest is empty and nothing is to be decided.</summary>
    public IReadOnlyList<ManifestProblem> Problems { get; }

    public SearchSpace Space { get; }

    public ISampler Sampler { get; }

    public IPruner Pruner { get; }

    /// <summary>Epochs of a full trial; of the longest, where epochs are searched.</summary>
    public int MaxEpochs { get; }

    public static StudyContext Of(StudySpec spec) => Remembered.GetValue(spec, Build);

    private static StudyContext Build(StudySpec spec)
    {
        var problems = StudyRules.Check(spec);
        if (problems.Count > 0) return new StudyContext(problems, new SearchSpace([]), new RandomSampler(), new NoPruner(), spec.Training.Epochs);
        var space = SearchSpaces.From(spec).Space!;
        var pruning = spec.Search.Pruning;
        return new StudyContext(
            [],
            space,
            SamplerFactory.Create(spec.Search.Algorithm, space, new SearchSetting((ulong)spec.Search.Seed, StudyBudget.MaxTrials(spec), spec.Search.ParallelTrials)),
            PrunerFactory.Create(pruning.Algorithm, pruning.Reduction, pruning.MinEpochs),
            (int)SearchedValues.Range(spec, "training.epochs", spec.Training.Epochs).High);
    }
}
