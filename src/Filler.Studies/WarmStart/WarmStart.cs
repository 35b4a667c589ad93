using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>Maps an earlier study's trials into this study's space. The rules are those of docs/adr/0011-warm-start.md.</summary>
public static class WarmStart
{
    /// <param name="study">This study.</param>
    /// <param name="earlier">The other one's name.</param>
    /// <param name="trials">Its records.</param>
    /// <param name="images">Digest of the images of a dataset section of this study; null where it cannot be one.</param>
    /// <exception cref="ArgumentException">This study cannot be searched.</exception>
    public static EarlierTrials Map(StudySpec study, string earlier, IReadOnlyList<Trial> trials, Func<DatasetSpec, string?> images)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(images);
        var space = SearchSpaces.From(study).Space ?? throw new ArgumentException("the study's search section has problems", nameof(study));
        var mapped = new List<EarlierTrial>();
        var leftOut = new SortedDictionary<int, string>();
        foreach (var trial in trials.OrderBy(t => t.Spec.Number))
        {
            var (point, why) = Point(space, trial.Spec);
            if (!Says(trial)) leftOut[trial.Spec.Number] = "has no figures";
            else if (point is null) leftOut[trial.Spec.Number] = why;
            else mapped.Add(new EarlierTrial(earlier, trial.Spec.Number, point, trial.Status.Epochs, trial.Status.Phase == TrialPhase.Failed, Discount(study, trial, point, images)));
        }

        return new EarlierTrials(mapped, leftOut);
    }

    /// <summary>A trial that failed for its own values says something; one whose workers crashed does not.</summary>
    private static bool Says(Trial trial) => trial.Status.Phase == TrialPhase.Failed
        ? trial.Status.Exit?.Kind is ExitKind.Diverged or ExitKind.UserError
        : trial.Status.Epochs.Count > 0;

    // From the sections filled in, not from the searched values: what is searched now may have been fixed then.
    private static (Parameters? Point, string Why) Point(SearchSpace space, TrialSpec trial)
    {
        var sections = new StudySpec { Dataset = trial.Dataset, Model = trial.Model.Counted(), Training = trial.Training };
        var point = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var parameter in space.ParentsFirst)
        {
            if (!SearchSpace.IsActive(parameter, point)) continue;
            if (ParameterPaths.Get(sections, parameter.Name) is not JsonValue json) return (null, $"has no {parameter.Name}");
            if (Fitted(parameter, ParameterValues.FromJson(json)) is not { } value) return (null, $"{parameter.Name} {json.ToJsonString()} is outside this study's space");
            point[parameter.Name] = value;
        }

        return space.Contains(point, out var why) ? (ParameterValues.ToJson(point), "") : (null, why);
    }

    /// <summary>The parameter's own value nearest to one inside its bounds; null outside: evidence is not moved to where nothing was tried.</summary>
    private static ParameterValue? Fitted(Parameter parameter, ParameterValue value) => parameter switch
    {
        ChoiceParameter choice => choice.Choices.FirstOrDefault(c => ParameterValues.Same(c, value)),
        IntegerParameter p => Inside(value, p.Min, p.Max) ? p.Step == 1 ? new ParameterValue.Integer((long)Math.Round(value.AsDouble())) : UnitCube.FromUnit(p, UnitCube.ToUnit(p, value)) : null,
        RealParameter p => Inside(value, p.Min, p.Max) ? p.Step is null ? new ParameterValue.Real(value.AsDouble()) : UnitCube.FromUnit(p, UnitCube.ToUnit(p, value)) : null,
        _ => null,
    };

    private static bool Inside(ParameterValue value, double min, double max) => ParameterValues.IsNumber(value) && value.AsDouble() >= min && value.AsDouble() <= max;

    private static string? Discount(StudySpec study, Trial trial, Parameters point, Func<DatasetSpec, string?> images)
    {
        var here = ParameterPaths.Apply(study, point);
        // Epochs are no difference: they are how far the trial's curve goes.
        string[] differences =
        [
            .. trial.Status.Images is { } seen && seen == images(here.Dataset) ? Array.Empty<string>() : ["images"],
            .. FillerJson.Serialize(trial.Spec.Model.Counted()) == FillerJson.Serialize(here.Model.Counted()) ? Array.Empty<string>() : ["network"],
            .. trial.Spec.Training with { Epochs = here.Training.Epochs } == here.Training ? Array.Empty<string>() : ["training"],
        ];
        return differences.Length == 0 ? null : $"other {string.Join(", ", differences)}";
    }
}
