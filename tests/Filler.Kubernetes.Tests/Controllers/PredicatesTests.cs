using Filler.Kubernetes.Controllers;
using Filler.Kubernetes.Entities;
using k8s.Models;

namespace Filler.Kubernetes.Tests.Controllers;

public class PredicatesTests
{
    [Theory]
    [InlineData("generation", true)]
    [InlineData("label", true)]
    [InlineData("annotation", true)]
    [InlineData("deletion", true)]
    [InlineData("finalizer", true)]
    [InlineData("uid", true)]
    [InlineData("version", false)]
    public void The_default_sees_everything_but_the_status(string changed, bool seen)
    {
        var (old, current) = (Pod(1), Pod(1));
        switch (changed)
        {
            case "generation": current.Metadata.Generation = 2; break;
            case "label": current.Metadata.Labels = new Dictionary<string, string> { ["a"] = "b" }; break;
            case "annotation": current.Metadata.Annotations = new Dictionary<string, string> { ["a"] = "b" }; break;
            case "deletion": current.Metadata.DeletionTimestamp = DateTime.UnixEpoch; break;
            case "finalizer": current.Metadata.Finalizers = ["example.com/a"]; break;
            case "uid": current.Metadata.Uid = "other"; break;
            default: current.Metadata.ResourceVersion = "2"; break;
        }

        Assert.Equal(seen, Predicates.Default(old, current));
        Assert.False(Predicates.Default(current, current));
    }

    [Fact]
    public void Every_change_counts_for_a_type_without_generations()
    {
        var (old, current) = (Pod(null), Pod(null));
        current.Metadata.ResourceVersion = "2";

        Assert.True(Predicates.Default(old, current));
    }

    [Fact]
    public void Predicates_combine()
    {
        EntityPredicate<V1Pod> yes = (_, _) => true;
        EntityPredicate<V1Pod> no = Predicates.Not(yes);
        var pod = Pod(1);

        Assert.True(yes.Or(no)(pod, pod));
        Assert.False(yes.And(no)(pod, pod));
    }

    [Fact]
    public void An_object_has_one_controller_in_its_own_namespace()
    {
        var (owner, other, owned) = (Pod(1), Pod(1), Pod(1));
        other.Metadata.Uid = "other";
        owned.ControlledBy(owner).ControlledBy(owner);
        Assert.Equal(owner.Metadata.Uid, OwnerReferences.ControllerOf(owned)!.Uid);
        Assert.Single(owned.Metadata.OwnerReferences);

        Assert.Throws<InvalidOperationException>(() => owned.ControlledBy(other));
        var elsewhere = Pod(1);
        elsewhere.Metadata.NamespaceProperty = "elsewhere";
        Assert.Throws<InvalidOperationException>(() => elsewhere.ControlledBy(owner));
    }

    private static V1Pod Pod(long? generation) => new()
    {
        ApiVersion = "v1",
        Kind = "Pod",
        Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "ns", Uid = "uid", ResourceVersion = "1", Generation = generation },
    };
}
