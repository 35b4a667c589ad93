using k8s.Models;

namespace Filler.Chart.Tests;

public class RightsTests
{
    [SkippableFact]
    public void No_right_is_a_wildcard_or_reads_secrets()
    {
        var rules = Chart.Rules(Chart.Render(Chart.Case("everything"))).ToList();

        Assert.NotEmpty(rules);
        Assert.All(rules, r =>
        {
            Assert.DoesNotContain("*", r.ApiGroups.Concat(r.Resources).Concat(r.Verbs));
            Assert.DoesNotContain("secrets", r.Resources);
            Assert.Equal(r.Verbs.Order(StringComparer.Ordinal), r.Verbs);
        });
    }

    [SkippableFact]
    public void A_trial_may_read_and_report_on_Trials_of_its_namespace_and_nothing_else()
    {
        var role = Chart.Objects<V1Role>(Chart.Render(Chart.Case("defaults"))).Single(r => r.Metadata.Name == "filler-trial");

        Assert.Equal(["trials: list, watch", "trials/status: patch"], role.Rules.Select(r => $"{string.Join(", ", r.Resources)}: {string.Join(", ", r.Verbs)}"));
        Assert.Equal("default", role.Metadata.NamespaceProperty);
    }

    [SkippableFact]
    public void An_operator_of_one_namespace_has_no_right_in_another()
    {
        var rendered = Chart.Render(Chart.Case("one-namespace"));

        Assert.Empty(Chart.Objects<V1ClusterRole>(rendered));
        Assert.Empty(Chart.Objects<V1ClusterRoleBinding>(rendered));
        Assert.Contains(Chart.Objects<V1Role>(rendered), r => r.Metadata.NamespaceProperty == "morphology" && r.Rules.Any(x => x.Resources.Contains("studies")));
    }

    [SkippableFact]
    public void Every_binding_names_a_role_and_an_account_that_are_there()
    {
        var rendered = Chart.Render(Chart.Case("everything"));
        var roles = Chart.Objects<V1Role>(rendered).Select(r => ("Role", r.Metadata.Name))
            .Concat(Chart.Objects<V1ClusterRole>(rendered).Select(r => ("ClusterRole", r.Metadata.Name))).ToHashSet();
        var accounts = Chart.Objects<V1ServiceAccount>(rendered).Select(a => (a.Metadata.NamespaceProperty, a.Metadata.Name)).ToHashSet();
        var bindings = Chart.Objects<V1RoleBinding>(rendered).Select(b => (b.RoleRef, b.Subjects))
            .Concat(Chart.Objects<V1ClusterRoleBinding>(rendered).Select(b => (b.RoleRef, b.Subjects))).ToList();

        Assert.Equal(4, bindings.Count);
        Assert.All(bindings, b =>
        {
            Assert.Contains((b.RoleRef.Kind, b.RoleRef.Name), roles);
            Assert.All(b.Subjects, s => Assert.Contains((s.NamespaceProperty, s.Name), accounts));
        });
    }
}
