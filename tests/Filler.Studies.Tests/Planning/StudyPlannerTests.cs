using Filler.Api;
using Filler.Search;
using Filler.Studies.Tests.Simulation;

namespace Filler.Studies.Tests.Planning;

public class StudyPlannerTests
{
    private static readonly SearchSpace Space = new([new IntegerParameter("model.filters", 1, 500)]);

    [Fact]
    public void A_started_trial_carries_its_parameters_and_the_study_s_sections()
    {
        var spec = Starts(Decide(Facts.Study()))[0];

        Assert.Equal(("study", Facts.Uid, 0, 0, 0), (spec.Study, spec.StudyUid, spec.Number, spec.Configuration, spec.Repeat));
        Assert.Equal(spec.Parameters["model.filters"].ToString(), $"{spec.Model.Filters}");
        Assert.Equal(Facts.Spec.Training, spec.Training);
        Assert.Equal(["aggregated", "random"], spec.Dataset.Classes.Select(c => c.Name));
        Assert.InRange(spec.Seed, 0, (1L << 53) - 1);
    }

    [Fact]
    public void Every_trial_has_a_seed_of_its_own_that_hangs_on_the_study_and_the_search_seed()
    {
        var first = Starts(Decide(Facts.Study()));
        var other = Facts.Study();
        other.Metadata.Uid = "another";

        Assert.NotEqual(first[0].Seed, first[1].Seed);
        Assert.Equal(first.Select(s => s.Seed), Starts(Decide(Facts.Study())).Select(s => s.Seed));
        Assert.NotEqual(first[0].Seed, Starts(Decide(Facts.Study(Facts.Spec.With(s => s with { Seed = 2 }))))[0].Seed);
        Assert.NotEqual(TrialSeeds.OfTraining("a", 1, 0), TrialSeeds.OfTraining("b", 1, 0));
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(n => TrialSeeds.OfTraining(Facts.Uid, 1, n)).Distinct().Count());
    }

    [Fact]
    public void A_configuration_proposed_again_is_drawn_again()
    {
        var sampler = new StubbornSampler(1, 1, 1, 2);

        var starts = Starts(StudyPlanner.Decide(Facts.Study(), [], Facts.Noon, StudyContext.Of(Space, sampler, new FixedPruner(), 9)));

        Assert.Equal([1, 2], starts.Select(s => s.Model.Filters));
    }

    [Fact]
    public void A_sampler_that_only_repeats_itself_is_through()
    {
        var starts = Starts(StudyPlanner.Decide(Facts.Study(), [], Facts.Noon, StudyContext.Of(Space, new StubbornSampler(5), new FixedPruner(), 9)));

        Assert.Equal(5, Assert.Single(starts).Model.Filters);
    }

    [Fact]
    public void A_study_of_networks_and_their_rival_ends_with_a_trained_network()
    {
        var machine = Facts.Trial(0, Facts.Succeeded(0.9));
        machine = machine with { Spec = machine.Spec with { Model = new ModelSpec { HogSvm = new HogSvmSpec() } } };
        var study = Facts.Study(Facts.Spec.With(s => s with { MaxTrials = 2 }));

        var plan = Decide(study, machine, Facts.Trial(1, Facts.Paused(0.4)));

        Assert.Equal(1, Assert.Single(plan.Steps.OfType<PlanStep.RunAttempt>()).Number);
    }

    [Fact]
    public void The_number_of_a_deleted_record_is_used_again()
    {
        var plan = Decide(Facts.Study(), Facts.Trial(0, Facts.Succeeded(0.5)), Facts.Trial(2, Facts.Succeeded(0.5)));

        Assert.Equal([1, 3], Starts(plan).Select(s => s.Number));
    }

    [Fact]
    public void The_budget_leaves_room_for_the_repeats_of_what_it_starts()
    {
        var study = Facts.Study(Facts.Spec.With(s => s with { MaxTrials = 5, ParallelTrials = 4, Repeats = 2 }));

        Assert.Equal([0, 1], Starts(Decide(study)).Select(s => s.Number));
    }

    [Fact]
    public void Fewer_slots_than_trials_under_way_stop_none()
    {
        var study = Facts.Study(Facts.Spec.With(s => s with { ParallelTrials = 1 }));

        Assert.Empty(Decide(study, Facts.Trial(0, Facts.Running(0.5)), Facts.Trial(1, Facts.Running(0.5))).Steps);
    }

    [Fact]
    public void A_retry_waits_for_its_slot_and_goes_before_new_trials()
    {
        var study = Facts.Study(Facts.Spec.With(s => s with { ParallelTrials = 1 }));
        var crashed = Facts.Trial(1, Facts.Running(0.5).Exits(ExitKind.Lost));

        Assert.Empty(Decide(study, Facts.Trial(0, Facts.Running(0.5)), crashed).Steps);
        Assert.Equal(1, Assert.IsType<PlanStep.RunAttempt>(Assert.Single(Decide(study, Facts.Trial(0, Facts.Succeeded(0.5)), crashed).Steps)).Number);
    }

    [Fact]
    public void A_study_in_which_nothing_succeeded_has_failed()
    {
        var study = Facts.Study(Facts.Spec.With(s => s with { MaxTrials = 2 }));

        var finish = Assert.IsType<PlanStep.FinishStudy>(Assert.Single(Decide(study, Facts.Trial(0, Facts.Failed("no")), Facts.Trial(1, Facts.Failed("the loss is NaN"))).Steps));

        Assert.True(finish.Failed);
        Assert.Equal("search.maxTrials 2 reached and no trial succeeded; trial 1: the loss is NaN", finish.Reason);
    }

    [Fact]
    public void A_pruned_configuration_is_not_repeated()
    {
        var study = Facts.Study(Facts.Spec.With(s => s with { Repeats = 2, ParallelTrials = 1 }));

        Assert.Equal(1, Assert.Single(Starts(Decide(study, Facts.Trial(0, Facts.Paused(0.5) with { Phase = TrialPhase.Pruned })))).Configuration);
    }

    [Fact]
    public void A_goal_counts_once_all_repeats_have_ended()
    {
        var study = Facts.Study(Facts.Spec.With(s => s with { Repeats = 2, ParallelTrials = 1 }) with { Objective = new ObjectiveSpec { Goal = 0.8 } });
        var first = Facts.Trial(0, Facts.Succeeded(0.95));

        Assert.Equal((0, 1), (Assert.Single(Starts(Decide(study, first))).Configuration, Starts(Decide(study, first))[0].Repeat));
        Assert.IsType<PlanStep.FinishStudy>(Assert.Single(Decide(study, first, Facts.Trial(1, Facts.Succeeded(0.75), configuration: 0, repeat: 1)).Steps));
        Assert.IsType<PlanStep.StartTrial>(Assert.Single(Decide(study, first, Facts.Trial(1, Facts.Succeeded(0.55), configuration: 0, repeat: 1)).Steps));
    }

    [Fact]
    public void A_verdict_to_prune_ends_running_and_paused_trials_for_good()
    {
        var study = Facts.Study(Facts.Spec.With(s => s with { MaxTrials = 3 }));
        var pruner = new FixedPruner(new Verdict(0, VerdictAction.Prune, "below the median"), new Verdict(1, VerdictAction.Prune, "below the median"));

        var steps = StudyPlanner.Decide(
            study, [Facts.Trial(0, Facts.Running(0.1)), Facts.Trial(1, Facts.Paused(0.1)), Facts.Trial(2, Facts.Running(0.5))], Facts.Noon, StudyContext.Of(Space, new DrawSampler(500), pruner, 9)).Steps;

        Assert.Equal([new PlanStep.SettleTrial(1, TrialPhase.Pruned, "below the median"), new PlanStep.StopTrial(0, StopKind.Prune, "below the median")], steps);
    }

    [Fact]
    public void A_promoted_trial_is_not_paused_again_before_it_has_gone_on()
    {
        var study = Facts.Study(Facts.Spec.With(s => s with { ParallelTrials = 1 }));
        var pruner = new FixedPruner(new Verdict(0, VerdictAction.Pause, "overtaken"));
        var promoted = Facts.Running(0.5) with { Attempt = 2, ResumedFrom = 1 };

        IReadOnlyList<PlanStep> Steps(TrialStatus status) =>
            StudyPlanner.Decide(study, [Facts.Trial(0, status)], Facts.Noon, StudyContext.Of(Space, new DrawSampler(500), pruner, 9)).Steps;

        Assert.Empty(Steps(promoted));
        Assert.Equal([new PlanStep.StopTrial(0, StopKind.Pause, "overtaken")], Steps(promoted with { ResumedFrom = 0 }));
    }

    [Fact]
    public void A_trial_whose_suspension_ends_while_it_leaves_is_not_swept_away_with_the_study()
    {
        var study = Facts.Study(Facts.Spec.With(s => s with { MaxTrials = 2 }));
        var leaving = Facts.Trial(1, Facts.Running(0.1).Asked(StopKind.Suspend).Exits(ExitKind.Stopped));

        var steps = Decide(study, Facts.Trial(0, Facts.Succeeded(0.9)), leaving).Steps;

        Assert.Equal([new PlanStep.SettleTrial(1, TrialPhase.Paused, "asked to Suspend"), new PlanStep.RunAttempt(1, 2, "goes on after the suspension")], steps);
    }

    [Fact]
    public void Records_of_another_study_or_with_one_number_are_refused()
    {
        var stranger = Facts.Trial(0, Facts.Running());
        stranger.Spec = stranger.Spec with { StudyUid = "older" };
        var nameless = Facts.Study();
        nameless.Metadata.Uid = null;

        Assert.Contains("belongs to study uid 'older'", Assert.Throws<ArgumentException>(() => Decide(Facts.Study(), stranger)).Message);
        Assert.Contains("recorded twice", Assert.Throws<ArgumentException>(() => Decide(Facts.Study(), Facts.Trial(3, Facts.Running()), Facts.Trial(3, Facts.Running()))).Message);
        Assert.Contains("uid is missing", Assert.Throws<ArgumentException>(() => Decide(nameless)).Message);
    }

    private static List<TrialSpec> Starts(Plan plan) => plan.Steps.OfType<PlanStep.StartTrial>().Select(s => s.Spec).ToList();

    private static Plan Decide(Study study, params Trial[] trials) =>
        StudyPlanner.Decide(study, trials, Facts.Noon, StudyContext.Of(Space, new DrawSampler(500), new FixedPruner(), 9));

    /// <summary>Gives these values in turn, the last one for ever.</summary>
    private sealed class StubbornSampler(params int[] values) : ISampler
    {
        private int next;

        public Proposal Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed) =>
            new(new Dictionary<string, ParameterValue> { ["model.filters"] = new ParameterValue.Integer(values[Math.Min(next++, values.Length - 1)]) }, "stubborn");
    }
}
