using k8s.Models;

namespace Filler.Chart.Tests;

/// <summary>The operator's pod meets the restricted Pod Security Standard, field by field (https://kubernetes.io/docs/concepts/security/pod-security-standards/).</summary>
public class PodSecurityTests
{
    [SkippableTheory]
    [InlineData("defaults")]
    [InlineData("everything")]
    public void The_operator_is_restricted(string name)
    {
        var pod = Assert.Single(Chart.Objects<V1Deployment>(Chart.Render(Chart.Case(name)))).Spec.Template.Spec;

        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.NotEqual(0, pod.SecurityContext.RunAsUser);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
        Assert.True(pod.HostNetwork is not true && pod.HostPID is not true && pod.HostIPC is not true);
        Assert.All(pod.Volumes, v => Assert.Null(v.HostPath));
        Assert.All(pod.Containers, c =>
        {
            Assert.False(c.SecurityContext.AllowPrivilegeEscalation);
            Assert.Null(c.SecurityContext.Privileged);
            Assert.True(c.SecurityContext.ReadOnlyRootFilesystem);
            Assert.Equal("ALL", Assert.Single(c.SecurityContext.Capabilities.Drop));
            Assert.Null(c.SecurityContext.Capabilities.Add);
            Assert.All(c.Ports, p => Assert.Null(p.HostPort));
        });
    }
}
