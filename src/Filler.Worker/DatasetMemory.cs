using Filler.Datasets;
using Filler.Storage;

namespace Filler.Worker;

/// <summary>The images of the trial before stay in memory, checked: mostly the next one trains on the same.</summary>
internal sealed class DatasetMemory(IBlobStore store)
{
    private Dataset? held;

    /// <exception cref="InvalidDataException">There is no such dataset, or it is damaged.</exception>
    public async Task<Dataset> ReadAsync(string digest, CancellationToken cancellationToken)
    {
        if (held is not null && held.Manifest.Digest == digest) return held;
        // First, so that there are never two.
        held = null;
        return held = await DatasetReader.ReadAsync(store, digest, cancellationToken);
    }
}
