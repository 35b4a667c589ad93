using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Filler.Training;

/// <summary>The checkpoints of one trial: the newest whole one counts, the one before is kept in case it is not.</summary>
public sealed partial class CheckpointFolder(ICheckpointStore store, Action<string> warn)
{
    private const int Kept = 2;

    internal void Write(CheckpointImage image)
    {
        var name = $"checkpoint-{image.Epochs:D5}";
        store.Write($"{name}.safetensors", image.Content);
        // The digest comes second: a checkpoint without one was cut short and does not count.
        store.Write($"{name}.sha256", System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(image.Content.Span))));
        foreach (var old in Names().Skip(Kept))
        {
            store.Delete($"{old}.sha256");
            store.Delete($"{old}.safetensors");
        }
    }

    /// <summary>The newest checkpoint that is whole; null where there is none. Damaged ones are reported and passed over.</summary>
    public Checkpoint? ReadNewest()
    {
        foreach (var name in Names())
        {
            try
            {
                return Read(name);
            }
            catch (SafeTensorsException e)
            {
                warn($"{name}.safetensors is damaged and passed over: {e.Message}");
            }
        }

        return null;
    }

    private Checkpoint Read(string name)
    {
        var content = store.Read($"{name}.safetensors") ?? throw new SafeTensorsException("the file is missing");
        var digest = store.Read($"{name}.sha256") ?? throw new SafeTensorsException("its digest is missing");
        return Convert.ToHexStringLower(SHA256.HashData(content)) == System.Text.Encoding.ASCII.GetString(digest)
            ? Checkpoint.Parse(SafeTensors.Parse(content))
            : throw new SafeTensorsException($"{content.Length} bytes do not have the recorded digest");
    }

    private List<string> Names() =>
    [
        .. store.List().Select(n => Name().Match(n)).Where(m => m.Success)
            .OrderByDescending(m => int.Parse(m.Groups["epoch"].Value, CultureInfo.InvariantCulture)).Select(m => m.Groups["name"].Value),
    ];

    [GeneratedRegex(@"^(?<name>checkpoint-(?<epoch>[0-9]{5,9}))\.sha256$")]
    private static partial Regex Name();
}
