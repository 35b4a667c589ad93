using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Studies.Tests.Rules;

public class PodTemplateRulesTests
{
    [Theory]
    [InlineData("""{"hostNetwork":true}""", "spec.trial.template.spec.hostNetwork")]
    [InlineData("""{"hostPID":true}""", "spec.trial.template.spec.hostPID")]
    [InlineData("""{"nodeName":"n"}""", "spec.trial.template.spec.nodeName")]
    [InlineData("""{"nodeSelectr":{}}""", "spec.trial.template.spec.nodeSelectr")]
    [InlineData("""{"volumes":[{"name":"v","hostPath":{"path":"/"}}]}""", "spec.trial.template.spec.volumes[0].hostPath")]
    [InlineData("""{"volumes":[{"name":"filler-store","emptyDir":{}}]}""", "spec.trial.template.spec.volumes[0].name")]
    [InlineData("""{"volumes":[{"name":"v","secret":{"secretName":"other/secret"}}]}""", "spec.trial.template.spec")]
    [InlineData("""{"containers":[{"name":"trial","securityContext":{"privileged":true}}]}""", "spec.trial.template.spec.containers[0].securityContext.privileged")]
    [InlineData("""{"containers":[{"name":"trial","securityContext":{"capabilities":{"add":["SYS_ADMIN"]}}}]}""", "spec.trial.template.spec.containers[0].securityContext.capabilities.add")]
    [InlineData("""{"containers":[{"name":"side","securityContext":{"runAsUser":0}}]}""", "spec.trial.template.spec.containers[0].securityContext.runAsUser")]
    [InlineData("""{"containers":[{"name":"trial","env":[{"name":"FILLER_STORE","value":"x"}]}]}""", "spec.trial.template.spec.containers[0].env")]
    [InlineData("""{"securityContext":{"runAsNonRoot":false}}""", "spec.trial.template.spec.securityContext.runAsNonRoot")]
    public void A_hostile_or_misspelt_template_is_refused_by_its_path(string template, string path) =>
        Assert.Contains(path, Check(template).Select(p => p.Path));

    [Fact]
    public void What_a_gpu_trial_needs_is_allowed() => Assert.Empty(Check(
        """
        {"nodeSelector":{"gpu":"a100"},"tolerations":[{"key":"nvidia.com/gpu","operator":"Exists"}],"priorityClassName":"low","serviceAccountName":"mine",
         "containers":[{"name":"trial","image":"mine:1","resources":{"limits":{"nvidia.com/gpu":2,"memory":"8Gi"}}},{"name":"logs","image":"sidecar:1"}],
         "volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"stacks"}},{"name":"s","secret":{"secretName":"mine"}}]}
        """));

    [Fact]
    public void GPUs_are_counted_from_the_limits() =>
        Assert.Equal(2, GpuBudget.GpusPerTrial(With("""{"containers":[{"name":"trial","resources":{"limits":{"nvidia.com/gpu":2}}}]}""")));

    [Fact]
    public void A_trial_in_a_pack_counts_its_share_of_the_packs_GPUs() =>
        Assert.Equal(0.5, GpuBudget.GpusPerTrial(Packed("""{"containers":[{"name":"trial","resources":{"limits":{"nvidia.com/gpu":2}}}]}""", 4)));

    [Theory]
    [InlineData("""{"containers":[{"name":"logs","image":"l:1","command":["tail"]},{"name":"trial","command":["python3","train.py"]}]}""", "spec.trial.template.spec.containers[1].command")]
    [InlineData("""{"containers":[{"name":"trial","args":["--fast"]}]}""", "spec.trial.template.spec.containers[0].args")]
    public void A_trainer_of_the_users_own_cannot_be_packed(string template, string path)
    {
        Assert.Empty(Check(template));
        Assert.Empty(StudyRules.Check(Packed(template, 1)));
        Assert.Equal([path], StudyRules.Check(Packed(template, 2)).Select(p => p.Path));
    }

    [Fact]
    public void A_worker_of_another_image_can_be_packed() =>
        Assert.Empty(StudyRules.Check(Packed("""{"containers":[{"name":"trial","image":"filler-worker:2-cuda"},{"name":"logs","image":"l:1","command":["tail"]}]}""", 8)));

    private static StudySpec Packed(string template, int packing)
    {
        var spec = With(template);
        return spec with { Trial = spec.Trial with { Packing = packing } };
    }

    private static IReadOnlyList<ManifestProblem> Check(string template) => StudyRules.Check(With(template));

    private static StudySpec With(string template) =>
        Facts.Spec with { Trial = new TrialRunSpec { Template = new PodOverlay { Spec = JsonNode.Parse(template)!.AsObject() } } };
}
