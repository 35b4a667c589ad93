using Filler.Api;
using Filler.TestKit.Nodes;
using Filler.TestKit.Studies;

namespace Filler.Cluster.Tests.CrashPoints;

internal static class CrashStudies
{
    /// <summary>Two at a time, each finishes at its first attempt.</summary>
    public static CrashStudy Plain { get; } = new("plain", Tiny("none", parallel: 2), (client, store) => new ScriptedTrainer(client, store));

    /// <summary>Trials are paused at a rung, one is resumed from there, the rest are pruned at the end.</summary>
    public static CrashStudy Rungs { get; } = new(
        "rungs", Tiny("asha", parallel: 1), (client, store) => new ScriptedTrainer(client, store) { WaitsAfter = (_, attempt) => attempt == 1 ? 1 : null });

    /// <summary>Out of memory, a lost node, a user's error, and a worker that crashes more often than it may.</summary>
    public static CrashStudy Failures { get; } = new(
        "failures", Tiny("none", parallel: 2) with { Trial = new TrialRunSpec { Retries = 1 } },
        (client, store) => new ScriptedTrainer(client, store)
        {
            Ends = (number, attempt) => (number, attempt) switch
            {
                (0, 1) => new ContainerEnd(137, "", "OOMKilled"),
                (1, 1) => new ContainerEnd(WorkerExitCode.Stopped),
                (2, _) => new ContainerEnd(WorkerExitCode.UserError, new FailedMessage { Attempt = attempt, Message = "dense layers do not fit" }.ToLine()),
                (3, _) => new ContainerEnd(139),
                _ => null,
            },
        });

    /// <summary>Its budget is raised in the middle, and once more when it is over.</summary>
    public static CrashStudy Edited { get; } = new("edited", Tiny("none", parallel: 2), (client, store) => new ScriptedTrainer(client, store))
    {
        Acts =
        [
            UserAct.After(trials: 2, (client, study, space) => FillerResources.PatchAsync(client, study, space, new { spec = new { search = new { maxTrials = 6, parallelTrials = 3 } } })),
            new UserAct(s => s["status"]?["finishTime"] is not null, (client, study, space) => FillerResources.PatchAsync(client, study, space, new { spec = new { search = new { maxTrials = 7 } } })),
        ],
    };

    /// <summary>It is deleted with all its blobs in the middle of its work, with a pod that runs.</summary>
    public static CrashStudy Deleted { get; } = new(
        "deleted", Tiny("none", parallel: 2), (client, store) => new ScriptedTrainer(client, store) { WaitsAfter = (number, _) => number == 3 ? 1 : null })
    {
        Acts =
        [
            UserAct.After(trials: 4, (client, study, space) => FillerResources.PatchAsync(client, study, space, new { spec = new { storage = new { retention = Retentions.DeleteAll } } })),
            UserAct.After(trials: 4, FillerResources.DeleteAsync),
        ],
    };

    /// <summary>Three at a time in packs of two: one crashes and is tried again, one is a user's error.</summary>
    public static CrashStudy Packed { get; } = new(
        "packed", Tiny("none", parallel: 3) with { Trial = new TrialRunSpec { Retries = 1, Packing = 2 } },
        (client, store) => new ScriptedTrainer(client, store)
        {
            Ends = (number, attempt) => (number, attempt) switch
            {
                (0, 1) => new ContainerEnd(139),
                (2, _) => new ContainerEnd(WorkerExitCode.UserError, new FailedMessage { Attempt = attempt, Message = "dense layers do not fit" }.ToLine()),
                _ => null,
            },
        });

    /// <summary>As <see cref="Rungs"/>, in a pack: its trials are told to leave, and the pack stays.</summary>
    public static CrashStudy PackedRungs { get; } = new("packed-rungs", Rungs.Spec with { Trial = new TrialRunSpec { Packing = 2 } }, Rungs.Trainer);

    public static IReadOnlyList<CrashStudy> All => [Plain, Rungs, Failures, Edited, Deleted, Packed, PackedRungs];

    private static StudySpec Tiny(string pruning, int parallel)
    {
        var spec = TinyStudy.Named("any").Spec;
        return spec with
        {
            Search = spec.Search with { MaxTrials = 5, ParallelTrials = parallel, MaxFailedTrials = 5, Pruning = new PruningSpec { Algorithm = pruning, Reduction = 3, MinEpochs = 1 } },
        };
    }
}
