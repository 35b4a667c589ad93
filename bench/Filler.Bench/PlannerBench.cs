using Filler.Api;
using Filler.Studies;
using k8s.Models;

namespace Filler.Bench;

/// <summary>Time of one decision at 1,000 trials, sampler apart (random search proposes in microseconds).</summary>
internal static class PlannerBench
{
    public static int Run(TextWriter output)
    {
        foreach (var algorithm in new[] { "random", "tpe" })
        {
            var study = Study(algorithm);
            var trials = new List<Trial>();
            var now = DateTimeOffset.UnixEpoch;
            while (trials.Count < 1000)
            {
                foreach (var step in StudyPlanner.Decide(study with { Spec = study.Spec with { Search = study.Spec.Search with { Algorithm = "random" } } }, trials, now).Steps)
                {
                    if (step is PlanStep.StartTrial start) trials.Add(Finished(start.Spec, now));
                }
            }

            // One slot is free: the decision proposes a trial.
            var seconds = Clock.Median(15, () => StudyPlanner.Decide(study, trials, now));
            output.WriteLine($"planner: {algorithm,-6} at 1,000 finished trials: {1000 * seconds:g3} ms a decision, its proposal included (target 2 ms without the sampler's own time)");
        }

        return 0;
    }

    private static Study Study(string algorithm) => new()
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
            Search = new SearchSpec
            {
                Algorithm = algorithm,
                MaxTrials = 2000,
                ParallelTrials = 1,
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
        var epochs = Enumerable.Range(1, 30).Select(e => new EpochRecord
        {
            Epoch = e,
            TrainLoss = 1,
            Loss = 1.0 / e,
            Accuracy = 1 - (1.0 / (e + spec.Number % 7 + 1)),
            WorstClassAccuracy = 0.5,
            MacroF1 = 0.5,
            Seconds = 1,
        }).ToList();
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
                Result = new TrialResult
                {
                    Attempt = 1,
                    BestEpoch = 30,
                    ValidationMetric = epochs[^1].Accuracy,
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
                },
            },
        };
    }
}
