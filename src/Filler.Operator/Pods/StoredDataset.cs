using System.Security.Cryptography;
using System.Text;
using Filler.Api;

namespace Filler.Operator.Pods;

/// <summary>A dataset to prepare.</summary>
/// <param name="Key">16 hexadecimal digits of the SHA-256 of section and store: equal requests, one pod.</param>
/// <param name="Spec">As many images as any trial of the study asks for.</param>
internal sealed record StoredDataset(string Key, DatasetSpec Spec)
{
    public static StoredDataset For(DatasetSpec trial, StudySpec study, string store)
    {
        var spec = DatasetSharing.StoredRecipe(trial, study);
        var text = $"{FillerJson.Serialize(spec)}\n{store}";
        return new StoredDataset(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16], spec);
    }
}
