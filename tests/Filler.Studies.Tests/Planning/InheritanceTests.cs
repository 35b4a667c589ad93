using Filler.Api;
using Filler.Search;
using Filler.Studies.Tests.Simulation;

namespace Filler.Studies.Tests.Planning;

public class InheritanceTests
{
    private static readonly SearchSpace Space = new([new IntegerParameter("model.filters", 1, 500), new RealParameter("model.dropout", 0, 0.9)]);
    private static readonly Trial Narrow = Finished(0, filters: 8);
    private static readonly Trial Wide = Finished(1, filters: 16);

    [Fact]
    public void A_child_starts_from_its_parent_with_the_same_network_whatever_the_dropout()
    {
        var child = Child(Inheriting, 16, parents: [1, 0]);

        Assert.Equal(new InheritedWeights { Trial = 1, Checkpoint = Wide.Status.Result!.Checkpoint }, child.Inherited);
        Assert.Contains("starts from the weights of trial 1", child.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_parent_serves_where_the_nearest_has_another_network() => Assert.Equal(0, Child(Inheriting, 8, parents: [1, 0]).Inherited?.Trial);

    [Fact]
    public void No_parent_with_that_network_none_finished_or_none_at_all_means_the_seed()
    {
        Assert.Null(Child(Inheriting, 9, parents: [1, 0]).Inherited);
        Assert.Null(Child(Inheriting, 16, parents: []).Inherited);
        Assert.Null(Child(Inheriting, 16, parents: [-3, 77]).Inherited);
        Assert.Null(Child(Inheriting, 16, parents: [1], Wide with { Status = Facts.Paused(0.5) }).Inherited);
    }

    [Fact]
    public void A_study_that_does_not_ask_for_it_has_every_trial_from_its_seed() => Assert.Null(Child(Facts.Spec, 16, parents: [1, 0]).Inherited);

    private static StudySpec Inheriting => Facts.Spec.With(s => s with { Algorithm = "genetic", InheritWeights = true });

    private static TrialSpec Child(StudySpec spec, int filters, int[] parents, Trial? wide = null) =>
        StudyPlanner.Decide(Facts.Study(spec), [Narrow, wide ?? Wide], Facts.Noon, StudyContext.Of(Space, new ParentedSampler(filters, parents), new FixedPruner(), 9))
            .Steps.OfType<PlanStep.StartTrial>().First().Spec;

    private static Trial Finished(int number, int filters)
    {
        var status = Facts.Succeeded(0.5);
        var trial = Facts.Trial(number, status with { Result = status.Result! with { Checkpoint = $"trials/{number}/best.safetensors" } });
        return trial with { Spec = trial.Spec with { Model = trial.Spec.Model with { Filters = filters, Dropout = 0.1 } } };
    }

    private sealed class ParentedSampler(int filters, int[] parents) : ISampler
    {
        private int next;

        public Proposal Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed) =>
            new(new Dictionary<string, ParameterValue> { ["model.filters"] = new ParameterValue.Integer(filters), ["model.dropout"] = new ParameterValue.Real(0.2 + (0.01 * next++)) }, "born") { Parents = parents };
    }
}
