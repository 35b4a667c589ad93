namespace Filler.Api;

/// <summary>A dataset that lies ready in the study's store.</summary>
/// <param name="Key">What its pod is named by: digest of the asked-for section and the store, 16 hexadecimal digits.</param>
/// <param name="Digest">Its name in the store, 64 hexadecimal digits.</param>
/// <param name="Images">Of all classes and splits.</param>
public sealed record StudyDataset(string Key, string Digest, long Images)
{
    /// <summary>How many a status lists, so that it stays small: an older one is asked for again, and found in the store.</summary>
    public const int Most = 64;
}
