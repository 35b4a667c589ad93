using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>Asks the sampler for points not tried before and makes trials of them.</summary>
/// <param name="earlier">Trials of earlier studies; null: none.</param>
/// <param name="objectives">Null: one objective.</param>
/// <param name="inheritance">Null: every trial starts from its seed.</param>
internal sealed class Proposer(Study study, SearchSpace space, ISampler sampler, EarlierHistory? earlier = null, SeveralObjectives? objectives = null, Inheritance? inheritance = null)
{
    /// <summary>
    /// A sampler that names an old point is asked again with a fresh seed, this often. On a continuous space the second draw is new; on a finite one, so many
    /// old points in a row mean that it is as good as exhausted.
    /// </summary>
    private const int Draws = 16;

    /// <returns>Null when the sampler has nothing new.</returns>
    public TrialSpec? Next(IReadOnlyList<Observation> history, int number)
    {
        if (number == 0 && FromEarlier() is { } known) return SpecOf(known, number);
        var search = study.Spec.Search;
        var shown = Shown(history, number);
        for (var draw = 0; draw < Draws; draw++)
        {
            var proposal = sampler.Propose(space, shown, TrialSeeds.OfProposal(study.Metadata.Uid, search.Seed, number, draw));
            if (proposal is null) return null;
            if (!IsTaken(history, proposal.Parameters)) return SpecOf(Explained(proposal, shown.Count - history.Count), number);
        }

        return null;
    }

    private Proposal? FromEarlier()
    {
        if (earlier?.Best is not { } best) return null;
        var metric = study.Spec.Objective.Metric;
        return new Proposal(best.Trial.Parameters, FormattableString.Invariant(
            $"warm start: trial {best.Trial.Number} of study {best.Study} had {metric} {Metrics.FromCost(metric, best.Trial.Value!.Value):0.####} there"));
    }

    // A sampler that goes through the whole space must not pass over what only an earlier study has trained.
    // Nor are trials of earlier studies shown among several objectives: their networks' costs are not on record.
    private IReadOnlyList<Observation> Shown(IReadOnlyList<Observation> history, int number) =>
        objectives is not null ? objectives.Weighted(history, TrialSeeds.OfProposal(study.Metadata.Uid, study.Spec.Search.Seed, number, Draws))
        : earlier is null || !Learns(study.Spec, space) ? history
        : earlier.Warm.Before(history, number);

    private static bool Learns(StudySpec spec, SearchSpace space) => spec.Search.Algorithm switch
    {
        "grid" or "random" or "qmc" => false,
        "auto" => !(space.Cardinality <= StudyBudget.MaxTrials(spec)),
        _ => true,
    };

    private static Proposal Explained(Proposal proposal, int earlier) =>
        earlier == 0 ? proposal : proposal with { Explanation = $"{proposal.Explanation} ({earlier} of them trials of earlier studies)" };

    /// <summary>Another seed of a configuration that was trained to the end.</summary>
    public TrialSpec Repeat(TrialSpec first, int repeat, int number) => first with
    {
        Number = number,
        Repeat = repeat,
        Seed = Seed(number),
        Explanation = $"repeat {repeat + 1} of {StudyBudget.Repeats(study.Spec)} of trial {first.Number}",
    };

    private TrialSpec SpecOf(Proposal proposal, int number)
    {
        var parameters = ParameterValues.ToJson(proposal.Parameters);
        var filled = ParameterPaths.Apply(study.Spec, parameters);
        var inherited = inheritance?.Of(proposal, filled.Model);
        return new TrialSpec
        {
            Study = study.Metadata.Name,
            StudyUid = study.Metadata.Uid,
            Number = number,
            Configuration = number,
            Parameters = parameters,
            Explanation = inherited is null ? proposal.Explanation : $"{proposal.Explanation}; starts from the weights of trial {inherited.Trial}",
            Seed = Seed(number),
            Task = study.Spec.Task,
            SuperResolution = study.Spec.Task == Tasks.SuperResolution ? study.Spec.SuperResolution ?? new SuperResolutionSpec() : null,
            Metric = study.Spec.Objective.Metric,
            Dataset = filled.Dataset,
            Model = filled.Model,
            Training = filled.Training,
            Inherited = inherited,
        };
    }

    private long Seed(int number) => TrialSeeds.OfTraining(study.Metadata.Uid, study.Spec.Search.Seed, number);

    private bool IsTaken(IReadOnlyList<Observation> history, IReadOnlyDictionary<string, ParameterValue> point) => PointKey.IsTaken(space, history, point);
}
