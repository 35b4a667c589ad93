using Filler.Kubernetes.Caching;
using Filler.Kubernetes.Entities;
using k8s.Models;

namespace Filler.Kubernetes.Tests.Caching;

public class EntityStoreTests
{
    private readonly EntityStore<V1Pod> sut = new(["app"], p => p);

    [Fact]
    public void Objects_are_found_by_owner_and_label_and_leave_the_index_when_these_change()
    {
        sut.Upsert(Pod("b", 1, owner: "u1", app: "x"));
        sut.Upsert(Pod("a", 2, owner: "u1", app: "y"));

        Assert.Equal(["a", "b"], sut.OwnedBy("u1").Select(p => p.Metadata.Name));
        Assert.Equal(["b"], sut.WithLabel("app", "x").Select(p => p.Metadata.Name));

        sut.Upsert(Pod("b", 3, owner: "u2", app: "y"));

        Assert.Equal(["a"], sut.OwnedBy("u1").Select(p => p.Metadata.Name));
        Assert.Empty(sut.WithLabel("app", "x"));
        Assert.Equal(2, sut.WithLabel("app", "y").Count);
        Assert.Contains("IndexLabel", Assert.Throws<ArgumentException>(() => sut.WithLabel("other", "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_older_than_known_changes_nothing()
    {
        sut.Upsert(Pod("a", 10));

        Assert.Null(sut.Upsert(Pod("a", 9)));
        sut.Observe(Pod("a", 8));

        Assert.Equal("10", Get("a")!.Metadata.ResourceVersion);
    }

    [Fact]
    public void An_observed_object_is_there_at_once_and_its_event_is_still_told_against_what_was_told_last()
    {
        sut.Upsert(Pod("a", 1));
        sut.Observe(Pod("a", 2));
        sut.Observe(Pod("a", 3));
        sut.Observe(Pod("new", 4));
        Assert.Equal("3", Get("a")!.Metadata.ResourceVersion);

        var changed = sut.Upsert(Pod("a", 3))!;
        var added = sut.Upsert(Pod("new", 4))!;

        Assert.Equal((EntityChangeType.Modified, "1"), (changed.Type, changed.Old!.Metadata.ResourceVersion));
        Assert.Equal((EntityChangeType.Added, null), (added.Type, added.Old));
    }

    [Fact]
    public void A_deleted_object_is_not_brought_back_by_a_late_answer()
    {
        sut.Upsert(Pod("a", 1));
        sut.Remove(Pod("a", 3));
        sut.Observe(Pod("a", 2));

        Assert.Null(Get("a"));
    }

    [Fact]
    public void A_listing_tells_of_what_is_gone_changed_and_new_and_of_nothing_else()
    {
        foreach (var (name, version) in new[] { ("gone", 1), ("changed", 2), ("same", 3) })
            sut.Upsert(Pod(name, version));
        sut.Observe(Pod("just-created", 9));

        var changes = sut.Replace([Pod("changed", 5), Pod("same", 3), Pod("new", 6)], "7");

        Assert.Equal(
            [(EntityChangeType.Deleted, "gone"), (EntityChangeType.Modified, "changed"), (EntityChangeType.Added, "new")],
            changes.Select(c => (c.Type, c.Current.Metadata.Name)));
        Assert.NotNull(Get("just-created"));
    }

    [Fact]
    public void Another_object_under_an_old_name_is_new_and_the_old_ones_late_end_does_not_touch_it()
    {
        var first = Pod("a", 1);
        first.Metadata.Uid = "first";
        sut.Upsert(first);

        Assert.Equal(EntityChangeType.Added, sut.Upsert(Pod("a", 5))!.Type);
        Assert.Null(sut.Remove(first));
        Assert.NotNull(Get("a"));
    }

    private static V1Pod Pod(string name, int version, string? owner = null, string? app = null) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = "ns",
            Uid = "uid-" + name,
            ResourceVersion = $"{version}",
            OwnerReferences = owner is null ? null : [new V1OwnerReference { Uid = owner }],
            Labels = app is null ? null : new Dictionary<string, string> { ["app"] = app },
        },
    };

    private V1Pod? Get(string name) => sut.Get(new NamespacedName("ns", name));
}
