using Filler.Storage;

namespace Filler.Operator.Storage;

/// <summary>The store of a study.</summary>
/// <param name="Address">As its pods open it.</param>
/// <param name="Blobs">Null where only the study's own pods can open it: its results then come by their last words.</param>
/// <param name="Closed">Why it is closed to the operator; null: it is open.</param>
internal sealed record StudyStore(string Address, IBlobStore? Blobs, string? Closed)
{
    public static StudyStore Open(IBlobStore blobs, string address) => new(address, blobs, null);

    public static StudyStore ForPodsAlone(string address, string why) => new(address, null, why);
}
