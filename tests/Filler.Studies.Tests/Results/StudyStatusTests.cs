using Filler.Api;
using Filler.Search;
using Filler.Studies.Tests.Simulation;
using k8s.Models;

namespace Filler.Studies.Tests.Results;

public class StudyStatusTests
{
    [Fact]
    public void Counts_are_derived_from_the_trials()
    {
        var status = Decide(
            Facts.Study(),
            Facts.Trial(0, Facts.Succeeded(0.8)), Facts.Trial(1, Facts.Failed()), Facts.Trial(2, Facts.Paused(0.5)), Facts.Trial(3, Facts.Running(0.5)),
            Facts.Trial(4, new TrialStatus()), Facts.Trial(5, Facts.Paused(0.1) with { Phase = TrialPhase.Pruned })).Status;

        Assert.Equal(new TrialCounts { Total = 6, Pending = 1, Running = 1, Paused = 1, Succeeded = 1, Pruned = 1, Failed = 1 }, status.Trials);
        Assert.Equal(Facts.Noon, status.StartTime);
        Assert.Equal("3 of 6 trials done, best accuracy 0.8 by trial 0", status.Message);
    }

    [Fact]
    public void A_condition_keeps_its_transition_time_while_its_status_stays()
    {
        var study = Facts.Study();
        study.Status = Decide(study, Facts.Trial(0, Facts.Running(0.5))).Status;

        var later = StudyPlanner.Decide(
            study with { Spec = study.Spec with { Suspend = true } }, [Facts.Trial(0, Facts.Running(0.5, 0.6))], Facts.Noon.AddHours(2), StudyContext.Of(Space, Sampler, new FixedPruner(), 9)).Status;

        Assert.Equal(Facts.Noon.UtcDateTime, later.Conditions.Single(c => c.Type == "Accepted").LastTransitionTime);
        Assert.Equal(Facts.Noon.AddHours(2).UtcDateTime, later.Conditions.Single(c => c.Type == "Progressing").LastTransitionTime);
    }

    [Fact]
    public void Conditions_of_other_writers_are_kept()
    {
        var study = Facts.Study();
        study.Status = new StudyStatus { Conditions = [new V1Condition { Type = "DatasetReady", Status = "True" }] };

        Assert.Contains(Decide(study).Status.Conditions, c => c is { Type: "DatasetReady", Status: "True" });
    }

    [Fact]
    public void A_finished_study_is_left_alone()
    {
        var study = Facts.Study();
        study.Status = new StudyStatus { FinishTime = Facts.Noon, Message = "over" };

        var plan = Decide(study, Facts.Trial(0, Facts.Running(0.5)));

        Assert.Empty(plan.Steps);
        Assert.Same(study.Status, plan.Status);
        Assert.Null(plan.WakeAt);
    }

    private static SearchSpace Space { get; } = new([new IntegerParameter("model.filters", 1, 500)]);

    private static DrawSampler Sampler { get; } = new(500);

    private static Plan Decide(Study study, params Trial[] trials) => StudyPlanner.Decide(study, trials, Facts.Noon, StudyContext.Of(Space, Sampler, new FixedPruner(), 9));
}
