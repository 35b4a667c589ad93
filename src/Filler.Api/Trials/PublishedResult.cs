using System.Security.Cryptography;
using System.Text;

namespace Filler.Api;

/// <summary>A finished trial's result as other studies find it, under <see cref="BlobLayout.PublishedKey"/>.</summary>
public sealed record PublishedResult
{
    public required ReusedFrom Origin { get; init; }

    public required TrialResult Result { get; init; }

    /// <summary>SHA-256 of this record's JSON without this field.</summary>
    public string? Sha256 { get; init; }

    public static PublishedResult Of(ReusedFrom origin, TrialResult result)
    {
        var plain = new PublishedResult { Origin = origin, Result = result };
        return plain with { Sha256 = plain.Digest() };
    }

    /// <summary>Whether it reads as it was written. A flipped bit in a figure is still JSON.</summary>
    public bool IsWhole() => Sha256 == Digest();

    private string Digest() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FillerJson.Serialize(this with { Sha256 = null }))));
}
