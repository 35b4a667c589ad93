using System.Runtime.CompilerServices;
using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>What a specification alone decides, built once per specification rather than once per decision.</summary>
internal sealed class StudyContext
{
    // Specifications are immutable records, so remembering by reference changes no result.
    private static readonly ConditionalWeakTable<StudySpec, StudyContext> Remembered = [];

    private readonly Lazy<string>? text;

    private StudyContext(IReadOnlyList<ManifestProblem> problems, SearchSpace space, ISampler sampler, IPruner pruner, int maxEpochs, StudySpec? spec)
    {
        (Problems, Space, Sampler, Pruner, MaxEpochs) = (problems, space, sampler, pruner, maxEpochs);
        if (spec is not null) text = new Lazy<string>(() => FillerJson.Serialize(spec with { Suspend = false }));
    }

    /// <summary>Where there are any, the rest is empty and nothing is to be decided.</summary>
    public IReadOnlyList<ManifestProblem> Problems { get; }

    public SearchSpace Space { get; }

    public ISampler Sampler { get; }

    public IPruner Pruner { get; }

    /// <summary>Epochs of a full trial; of the longest, where epochs are searched.</summary>
    public int MaxEpochs { get; }

    /// <summary>Another search than a specification's own.</summary>
    public static StudyContext Of(SearchSpace space, ISampler sampler, IPruner pruner, int maxEpochs) => new([], space, sampler, pruner, maxEpochs, null);

    /// <summary>Whether both stand for one search: a manifest that was read again is another object and the same search.</summary>
    public bool IsLike(StudyContext other) => ReferenceEquals(this, other) || (text is not null && other.text is not null && text.Value == other.text.Value);

    public static StudyContext Of(StudySpec spec) => Remembered.GetValue(spec, Build);

    private static StudyContext Build(StudySpec spec)
    {
        var problems = StudyRules.Check(spec);
        if (problems.Count > 0) return new StudyContext(problems, new SearchSpace([]), new RandomSampler(), new NoPruner(), spec.Training.Epochs, spec);
        var space = SearchSpaces.From(spec).Space!;
        var pruning = spec.Search.Pruning;
        return new StudyContext(
            [],
            space,
            SamplerFactory.Create(spec.Search.Algorithm, space, new SearchSetting((ulong)spec.Search.Seed, StudyBudget.MaxTrials(spec), spec.Search.ParallelTrials)),
            PrunerFactory.Create(pruning.Algorithm, pruning.Reduction, pruning.MinEpochs, ShownCosts.Of(spec)),
            (int)SearchedValues.Range(spec, "training.epochs", spec.Training.Epochs).High,
            spec);
    }
}
