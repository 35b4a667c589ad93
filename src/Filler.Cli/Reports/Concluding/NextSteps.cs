using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Studies;

namespace Filler.Cli.Reports;

/// <summary>What to run next, by what this study leaves open.</summary>
internal static class NextSteps
{
    private const int Most = 4;
    private const int MostRanges = 2;

    // With the one that is there already.
    private const int Trainings = 5;

    public static IReadOnlyList<NextStep> Of(
        RunContent run, ReportBest? best, ReportTrust trust, ReportLearning? learning, IReadOnlyList<ShareLine> images, IReadOnlyList<ShareLine> fields)
    {
        if (best is null) return [];
        var spec = run.Study.Spec;
        var proposals = Images(spec, learning, images).Concat(Fields(spec, learning, fields)).Concat(Ranges(spec, best, run.Importance)).Concat(Luck(spec, best, trust));
        return [.. proposals.Take(Most).Select((p, i) => new NextStep(p.Why, p.Sets.Length == 0 ? null : Command(run, i + 1, p.Sets)))];
    }

    private static IEnumerable<(string Why, string[] Sets)> Images(StudySpec spec, ReportLearning? learning, IReadOnlyList<ShareLine> lines)
    {
        if (learning is { Curves: [{ Enough: { Kind: EnoughKind.Extrapolated, Images: { } wanted } } first, ..] })
        {
            var rounded = LearningLines.Rounded(wanted);
            if (Widening.To(spec, ManifestPaths.TrainImages, rounded) is { } wider)
                yield return ($"The {rounded:N0} images are extrapolated from at most {first.Points[^1].Images:N0}: train on as many.", [wider]);
        }
        else if (ShareLines.Leading(lines) is { } line && line.Enough == line.Points[^1] && Widening.To(spec, ManifestPaths.TrainImages, 2 * line.Points[^1].At) is { } wider)
        {
            yield return ("More images still helped: try twice as many.", [wider]);
        }
    }

    private static IEnumerable<(string Why, string[] Sets)> Fields(StudySpec spec, ReportLearning? learning, IReadOnlyList<ShareLine> lines)
    {
        if (ShareLines.Leading(lines) is not { } line || line.Enough != line.Points[^1]) yield break;
        if (learning is { Curves: [{ Enough.Kind: EnoughKind.Measured }, ..] }) yield break;
        var wanted = 2 * line.Points[^1].At;
        yield return Widening.To(spec, ManifestPaths.FieldOfView, wanted) is { } wider
            ? ("A larger field of view still helped: try twice the largest.", [wider])
            : ($"A larger field of view still helped; one of {Figures.Short(wanted)} nm needs larger structures (boxNm, or a larger volume).", []);
    }

    private static IEnumerable<(string Why, string[] Sets)> Ranges(StudySpec spec, ReportBest best, IReadOnlyDictionary<string, double> importance) =>
        RangeEnds.Of(spec, best, importance).Take(MostRanges).Select(end => (
            $"The best {end.Parameter.Path}, {Figures.Short(end.Value)}, lies at the end of what was tried: the best may lie beyond.",
            new[] { end.Wider }));

    // The best configuration alone: a new search would try others. Its first training is taken over.
    private static IEnumerable<(string Why, string[] Sets)> Luck(StudySpec spec, ReportBest best, ReportTrust trust)
    {
        if (spec.Search.Repeats > 1 || trust.Indistinguishable.Count == 0) yield break;
        var search = new SearchSpec
        {
            Algorithm = "grid",
            Parameters = [.. best.Parameters.Select(p => new ParameterSpec { Path = p.Key, Choice = [p.Value] })],
            Pruning = new PruningSpec { Algorithm = "none" },
            Repeats = Trainings,
            ParallelTrials = spec.Search.ParallelTrials,
        };
        if (StudyRules.Check(spec with { Search = search }).Count > 0) yield break;
        var parameters = new JsonArray([.. search.Parameters.Select(p => new JsonObject { ["path"] = p.Path, ["choice"] = new JsonArray(p.Choice![0].DeepClone()) })]);
        var only = new JsonObject
        {
            ["algorithm"] = search.Algorithm,
            ["parameters"] = parameters,
            ["pruning"] = new JsonObject { ["algorithm"] = "none" },
            ["repeats"] = Trainings,
            ["parallelTrials"] = search.ParallelTrials,
        };
        yield return ($"Each network was trained once: {Figures.Word(Trainings - 1)} more trainings of the best show how much is luck.", [$"search={only.ToJsonString(FillerJson.Options)}"]);
    }

    private static string? Command(RunContent run, int step, string[] sets)
    {
        if (run.Again is not { } again) return null;
        // A grid finds its trained combinations in the store; any other search draws anew, and learns from this one's trials.
        var history = run.Itself is { } name && sets[0].StartsWith("search.parameters", StringComparison.Ordinal) && run.Study.Spec.Search.Algorithm is not ("grid" or "random" or "qmc")
            ? [$"search.warmStart=[{{\"study\":\"{name}\"}}]"]
            : Array.Empty<string>();
        return string.Join(" ", [again(step), .. sets.Concat(history).Select(s => s.Any(c => c is '[' or '{' or ' ') ? $"--set '{s}'" : $"--set {s}")]);
    }
}
