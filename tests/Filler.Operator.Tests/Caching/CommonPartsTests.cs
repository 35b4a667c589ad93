using System.Text.Json;
using Filler.Api;
using Filler.Operator.Caching;
using Filler.Operator.Configuration;
using Filler.Studies;
using k8s.Models;

namespace Filler.Operator.Tests.Caching;

public class CommonPartsTests
{
    private readonly CommonParts sut = new();

    [Fact]
    public void A_shared_trial_says_what_it_said() =>
        Assert.All([Stored("a", 0), Stored("a", 1), Stored("b", 0)], text => Assert.Equal(text, Text(sut.Share(Read(text)))));

    [Fact]
    public void Trials_of_a_study_share_labels_owner_and_words()
    {
        var (one, two) = (sut.Share(Read(Stored("a", 0))), sut.Share(Read(Stored("a", 1))));

        Assert.Same(one.Metadata.Labels, two.Metadata.Labels);
        Assert.Same(one.Metadata.OwnerReferences, two.Metadata.OwnerReferences);
        Assert.Same(one.Spec.StudyUid, two.Spec.StudyUid);
        Assert.Same(one.Status.Message, two.Status.Message);
        Assert.Same(one.Spec.Dataset, two.Spec.Dataset);
    }

    [Fact]
    public void A_trial_with_a_label_or_an_owner_of_its_own_keeps_it()
    {
        sut.Share(Read(Stored("a", 0)));
        var own = Read(Stored("a", 1));
        own.Metadata.Labels["team"] = "optics";
        own.Metadata.OwnerReferences[0].Uid = "another";

        var shared = sut.Share(own);

        Assert.Equal("optics", shared.Metadata.Labels["team"]);
        Assert.Equal("another", shared.Metadata.OwnerReferences[0].Uid);
        Assert.DoesNotContain("team", sut.Share(Read(Stored("a", 2))).Metadata.Labels.Keys);
    }

    [Fact]
    public void A_trial_in_a_pack_keeps_its_label_and_no_order_and_nobody_shares_the_label()
    {
        var packed = Read(Stored("a", 0));
        packed.Metadata.Labels[Packs.Label] = "uid of a pod";
        packed.Metadata.Annotations = new Dictionary<string, string> { [Packs.Order] = "{}" };

        var shared = sut.Share(packed);

        Assert.Equal("uid of a pod", shared.Metadata.Labels[Packs.Label]);
        Assert.Null(shared.Metadata.Annotations);
        var (one, two) = (sut.Share(Read(Stored("a", 1))), sut.Share(Read(Stored("a", 2))));
        Assert.Same(one.Metadata.Labels, two.Metadata.Labels);
        Assert.DoesNotContain(Packs.Label, one.Metadata.Labels.Keys);
    }

    private static Trial Read(string text) => JsonSerializer.Deserialize<Trial>(text, ClusterJson.Options)!;

    private static string Text(Trial trial) => JsonSerializer.Serialize(trial, ClusterJson.Options);

    private static string Stored(string study, int number)
    {
        var of = SampleStudy.Of(study) with { Metadata = new() { Name = study, NamespaceProperty = "lab", Uid = $"uid of {study}" } };
        var trial = TrialRecord.Create(of, new TrialSpec { Study = study, StudyUid = of.Metadata.Uid, Number = number, Parameters = SampleStudy.Point, Explanation = "drawn at random" });
        trial.Metadata.Labels = new Dictionary<string, string> { [Names.Study] = study };
        trial.Metadata.OwnerReferences = [new V1OwnerReference { ApiVersion = ApiGroup.Qualified, Kind = Study.KindName, Name = study, Uid = of.Metadata.Uid, Controller = true, BlockOwnerDeletion = true }];
        var begun = TrialRecord.Begin(new TrialStatus(), 1, DateTimeOffset.UnixEpoch)!;
        var failed = TrialRecord.Exit(begun, new AttemptExit(1, ExitKind.UserError, "dense layers do not fit"), null)!;
        return Text(trial with { Status = failed with { Phase = TrialPhase.Failed, Message = "dense layers do not fit" } });
    }
}
