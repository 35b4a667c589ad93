namespace Filler.Api.Tests.Trials;

public class TrialIdentityTests
{
    private static readonly TrialSpec Spec = new() { Study = "a", StudyUid = "1", Number = 3, Seed = 5 };

    [Fact]
    public void Study_number_and_seed_make_no_other_training() =>
        Assert.Equal(Of(Spec), Of(Spec with { Study = "b", StudyUid = "2", Number = 9, Seed = 6, Configuration = 2, Repeat = 1, Explanation = "why" }));

    [Fact]
    public void Images_network_training_and_metric_each_make_another()
    {
        string[] identities =
        [
            Of(Spec), Of(Spec, "other"), Of(Spec with { Model = Spec.Model with { Filters = 33 } }), Of(Spec with { Training = Spec.Training with { Epochs = 31 } }),
            Of(Spec with { Metric = Metrics.Loss }), Of(Spec with { Inherited = new InheritedWeights { Trial = 1, Checkpoint = "a" } }),
            Of(Spec with { Inherited = new InheritedWeights { Trial = 1, Checkpoint = "b" } }),
        ];

        Assert.Equal(identities.Length, identities.Distinct().Count());
        Assert.All(identities, i => Assert.Matches("^[0-9a-f]{64}$", i));
    }

    private static string Of(TrialSpec spec, string images = "images") => TrialIdentity.Of(spec, images);
}
