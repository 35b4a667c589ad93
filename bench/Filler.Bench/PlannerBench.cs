using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Studies;
using k8s.Models;

namespace Filler.Bench;

/// <summary>Processor time of one decision of the whole planner at 1,000 and 20,000 trials.</summary>
internal static class PlannerBench
{
    public static int Run(TextWriter output)
    {
        foreach (var (algorithm, count) in new[] { ("random", 1000), ("tpe", 1000), ("random", 20_000), ("tpe", 20_000) })
            output.WriteLine(Line(algorithm, Study(algorithm, "none", 40_000, 1, 30), count));
        var tpe = Study("tpe", "none", 40_000, 1, 30);
        output.WriteLine(Line("tpe, warm start of 300", tpe, 20_000, warm: true));
        output.WriteLine(Line("tpe, three seeds each", tpe with { Spec = tpe.Spec with { Search = tpe.Spec.Search with { Repeats = 3 } } }, 20_000, repeats: 3));
        output.WriteLine(Line("tpe, three seeds of ten", tpe with { Spec = tpe.Spec with { Search = tpe.Spec.Search with { Repeats = 3, RepeatBest = 10 } } }, 20_000));
        output.WriteLine(Line("tpe, two objectives", tpe with { Spec = tpe.Spec with { Objectives = [new MeasureSpec { Metric = Metrics.Accuracy }, new MeasureSpec { Metric = Measures.Weights }] } }, 20_000));
        return 0;
    }

    // One slot is free: the decision proposes a trial. Between two of them one trial ends, or reports an epoch.
    private static string Line(string what, Study study, int count, int repeats = 1, bool warm = false)
    {
        var now = DateTimeOffset.UnixEpoch;
        var start = StudyPlanner.Decide(study, [], now).Steps.OfType<PlanStep.StartTrial>().First().Spec;
        var random = new Random(1);
        List<Trial> Records(int number) =>
        [
            .. Enumerable.Range(0, number).Select(i => (Number: i, First: i - (i % repeats))).Select(t => Finished(
                start with
                {
                    Number = t.Number,
                    Configuration = t.First,
                    Repeat = t.Number - t.First,
                    Parameters = new Parameters(
                    [
                        new("model.convLayers", JsonValue.Create(random.Next(1, 6))),
                        new("model.dropout", JsonValue.Create(0.9 * random.NextDouble())),
                        new("training.learningRate", JsonValue.Create(Math.Pow(10, -5 + (4 * random.NextDouble())))),
                    ]),
                },
                now)),
        ];
        var earlier = warm ? WarmStart.Map(study.Spec, "earlier", Records(300), _ => null).Trials : null;
        var trials = Records(count);
        var turn = 0;

        // Copied records are other objects, as in a process that has just started.
        var again = Clock.MedianProcessor(15, () => StudyPlanner.Decide(study, trials, now, earlier));
        var news = Clock.MedianProcessor(15, () =>
        {
            turn = (turn + 7) % count;
            trials[turn] = trials[turn] with { Status = trials[turn].Status with { Message = "seen" } };
            StudyPlanner.Decide(study, trials, now, earlier);
        });
        var first = Clock.MedianProcessor(15, () => StudyPlanner.Decide(study, [.. trials.Select(t => t with { })], now, earlier));
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"planner: {what} at {count} finished trials: {1000 * again:0.00} ms of processor time a decision, its proposal included; after a change of one record {1000 * news:0.00} ms; the first decision of a process {1000 * first:0.0} ms");
    }

    public static Study Study(string algorithm, string pruner, int trials, int parallel, int epochs) => new()
    {
        Metadata = new V1ObjectMeta { Name = "bench", Uid = "bench" },
        Spec = new StudySpec
        {
            Dataset = new DatasetSpec
            {
                Classes =
                [
                    new ClassSpec { Name = "a", Structure = new StructureSpec { Random = new RandomStructureSpec() } },
                    new ClassSpec { Name = "b", Structure = new StructureSpec { Random = new RandomStructureSpec() } },
                ],
            },
            Training = new TrainingSpec { Epochs = epochs },
            Search = new SearchSpec
            {
                Algorithm = algorithm,
                MaxTrials = trials,
                ParallelTrials = parallel,
                Pruning = new PruningSpec { Algorithm = pruner, MinEpochs = 1, Reduction = 3 },
                Parameters =
                [
                    new ParameterSpec { Path = "model.convLayers", Int = new IntRange { Min = 1, Max = 5 } },
                    new ParameterSpec { Path = "model.dropout", Double = new DoubleRange { Min = 0, Max = 0.9 } },
                    new ParameterSpec { Path = "training.learningRate", Double = new DoubleRange { Min = 1e-5, Max = 1e-1, Scale = "log" } },
                ],
            },
        },
    };

    private static Trial Finished(TrialSpec spec, DateTimeOffset now)
    {
        var epochs = Enumerable.Range(1, 30).Select(e => Epoch(e, (1 - (1.0 / (e + (spec.Number % 7) + 1))) * (1 - (0.5 / (e + 1))))).ToList();
        return new Trial
        {
            Metadata = new V1ObjectMeta { Name = Trial.NameOf(spec.Study, spec.Number) },
            Spec = spec,
            Status = new TrialStatus
            {
                Phase = TrialPhase.Succeeded,
                Attempt = 1,
                Epochs = epochs,
                StartTime = now,
                FinishTime = now,
                Exit = new AttemptExit(1, ExitKind.Succeeded, ""),
                Result = Result(epochs),
            },
        };
    }

    public static EpochRecord Epoch(int epoch, double accuracy) => new()
    {
        Epoch = epoch,
        TrainLoss = 1,
        Loss = 1.0 / epoch,
        Accuracy = accuracy,
        WorstClassAccuracy = 0.5,
        MacroF1 = 0.5,
        Seconds = 1,
    };

    public static TrialResult Result(IReadOnlyList<EpochRecord> epochs) => new()
    {
        Attempt = 1,
        BestEpoch = epochs.Count,
        ValidationMetric = epochs[^1].Accuracy!.Value,
        EvaluationLoss = 0.1,
        ConfusionMatrix = [[9, 1], [1, 9]],
        Epochs = epochs,
        Architecture = "C1F1",
        Weights = 1,
        FlopsPerImage = 1,
        TrainSeconds = 30,
        ImagesPerSecond = 1,
        Device = "cpu",
        Checkpoint = "x",
    };
}
