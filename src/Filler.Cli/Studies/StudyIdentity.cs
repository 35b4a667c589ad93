using System.Security.Cryptography;
using System.Text;
using Filler.Api;

namespace Filler.Cli.Studies;

/// <summary>The uid of a study that no API server names.</summary>
internal static class StudyIdentity
{
    /// <summary>From what the study is, so that the same manifest run again anywhere draws the same seeds and finds the same networks.</summary>
    /// <remarks>Where several run folders share a store, equal names would mix their checkpoints: there each run has a uid of its own.</remarks>
    public static string Of(Study study)
    {
        if (study.Spec.Storage.Folder is not null) return Guid.NewGuid().ToString();
        var spec = study.Spec;
        var identity = FillerJson.Serialize(new { study.Metadata.Name, spec.Objective.Metric, spec.Dataset, spec.Model, spec.Training, spec.Search.Parameters });
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16);
        // RFC 9562: version 8 (made by a rule of our own), variant 2.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString();
    }
}
