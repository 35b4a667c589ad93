using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;

namespace Filler.Studies.Tests.Records;

public class FrozenSectionsTests
{
    private static readonly StudySpec Begun = new() { Storage = new StorageSpec { Folder = "/data", Retention = Retentions.Keep } };

    [Fact]
    public void What_becomes_of_the_blobs_may_be_decided_at_any_time() =>
        Assert.Null(FrozenSections.FirstDifference(Kept(FrozenSections.Of(Begun)), Begun with { Storage = Begun.Storage with { Retention = Retentions.DeleteAll } }));

    [Fact]
    public void Where_the_blobs_lie_never_changes()
    {
        var moved = Begun with { Storage = new StorageSpec { Azure = new AzureStorageSpec { Account = "abc", Container = "blobs" } } };

        var sut = Kept(FrozenSections.Of(Begun));

        Assert.Equal(("spec.storage.folder", "\"/data\"", "absent"), FrozenSections.FirstDifference(sut, moved));
        Assert.Equal(("/data", null), (FrozenSections.Restore(moved, sut).Storage.Folder, FrozenSections.Restore(moved, sut).Storage.Azure));
    }

    [Fact]
    public void A_restored_study_keeps_the_retention_that_the_manifest_says()
    {
        var edited = Begun with { Model = new ModelSpec { Filters = 99 }, Storage = Begun.Storage with { Retention = Retentions.DeleteTrials } };

        var restored = FrozenSections.Restore(edited, Kept(FrozenSections.Of(Begun)));

        Assert.Equal((Retentions.DeleteTrials, Begun.Model.Filters), (restored.Storage.Retention, restored.Model.Filters));
    }

    [Fact]
    public void A_record_of_an_earlier_version_that_kept_all_of_the_storage_still_holds()
    {
        var sut = Kept(FrozenSections.Of(Begun));
        foreach (var path in sut.Select(s => s.Key).Where(k => k.StartsWith("storage.", StringComparison.Ordinal)).ToList()) sut.Remove(path);
        sut["storage"] = JsonSerializer.SerializeToNode(Begun.Storage, FillerJson.Options);

        Assert.Null(FrozenSections.FirstDifference(sut, Begun with { Storage = Begun.Storage with { Retention = Retentions.DeleteAll } }));
        Assert.Equal("spec.storage.folder", FrozenSections.FirstDifference(sut, Begun with { Storage = new StorageSpec { Folder = "/other" } })?.Path);
    }

    // As it is read back from where it was kept.
    private static JsonObject Kept(JsonObject sections) => JsonNode.Parse(sections.ToJsonString(FillerJson.Options))!.AsObject();
}
