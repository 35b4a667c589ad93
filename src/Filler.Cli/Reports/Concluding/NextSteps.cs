using Filler.Api;
using Filler.Studies;

namespace Filler.Cli.Reports;

/// <summary>What to run next, by what this study leaves open.</summary>
internal static class NextSteps
{
    private const int Most = 4;
    private const int MostRanges = 2;

    public static IReadOnlyList<NextStep> Of(
        RunContent run, ReportBest? best, ReportTrust trust, ReportLearning? learning, IReadOnlyList<ShareLine> images, IReadOnlyList<ShareLine> fields)
    {
        if (best is null) return [];
        var spec = run.Study.Spec;
        var proposals = Images(spec, learning, images).Concat(Fields(spec, learning, fields)).Concat(Ranges(spec, best, run.Importance)).Concat(Luck(spec, trust));
        return [.. proposals.Take(Most).Select((p, i) => new NextStep(p.Why, p.Sets.Length == 0 ? null : Command(run.Again, i + 1, p.Sets)))];
    }

    private static IEnumerable<(string Why, string[] Sets)> Images(StudySpec spec, ReportLearning? learning, IReadOnlyList<ShareLine> lines)
    {
        if (learning is { Curves: [{ Enough: { Kind: EnoughKind.Extrapolated, Images: { } wanted } } first, ..] })
        {
            var rounded = LearningLines.Rounded(wanted);
            if (Widening.To(spec, ManifestPaths.TrainImages, rounded) is { } wider)
                yield return ($"The {rounded:N0} images are extrapolated from at most {first.Points[^1].Images:N0}: train on as many.", [wider.Set]);
        }
        else if (Longest(lines) is { } line && line.Enough == line.Points[^1] && Widening.To(spec, ManifestPaths.TrainImages, 2 * line.Points[^1].At) is { } wider)
        {
            yield return ("More images still helped: try twice as many.", [wider.Set]);
        }
    }

    private static IEnumerable<(string Why, string[] Sets)> Fields(StudySpec spec, ReportLearning? learning, IReadOnlyList<ShareLine> lines)
    {
        if (Longest(lines) is not { } line || line.Enough != line.Points[^1]) yield break;
        if (learning is { Curves: [{ Enough.Kind: EnoughKind.Measured }, ..] }) yield break;
        var wanted = 2 * line.Points[^1].At;
        yield return Widening.To(spec, ManifestPaths.FieldOfView, wanted) is { } wider
            ? ("A larger field of view still helped: try twice the largest.", [wider.Set])
            : ($"A larger field of view still helped; one of {Figures.Short(wanted)} nm needs larger structures (boxNm, or a larger volume).", []);
    }

    private static IEnumerable<(string Why, string[] Sets)> Ranges(StudySpec spec, ReportBest best, IReadOnlyDictionary<string, double> importance) =>
        RangeEnds.Of(spec, best, importance).Take(MostRanges).Select(end => (
            $"The best {end.Parameter.Path}, {Figures.Short(end.Value)}, lies at the end of what was tried: the best may lie beyond.",
            new[] { end.Wider.Set }));

    private static IEnumerable<(string Why, string[] Sets)> Luck(StudySpec spec, ReportTrust trust)
    {
        if (spec.Search.Repeats > 1 || trust.Indistinguishable.Count == 0) yield break;
        var repeated = spec with { Search = spec.Search with { Repeats = 3, RepeatBest = 3 } };
        if (StudyRules.Check(repeated).Count == 0)
            yield return ("Each network was trained once: two more trainings of the three best show how much of their order is luck.", ["search.repeats=3", "search.repeatBest=3"]);
    }

    private static ShareLine? Longest(IReadOnlyList<ShareLine> lines) => lines.Where(l => l.Points.Count > 1).MaxBy(l => l.Best.Share.Accuracy);

    private static string? Command(Func<int, string>? again, int step, string[] sets) =>
        again is null ? null : string.Join(" ", [again(step), .. sets.Select(s => s.Any(c => c is '[' or ' ') ? $"--set '{s}'" : $"--set {s}")]);
}
