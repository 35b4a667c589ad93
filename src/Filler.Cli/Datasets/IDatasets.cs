using Filler.Api;
using Filler.Cli.Running;

namespace Filler.Cli.Datasets;

/// <summary>Makes images for trials, each recipe once, in the background.</summary>
internal interface IDatasets
{
    /// <summary>Sees to it that the dataset exists; reports <see cref="DatasetReady"/> or why not.</summary>
    /// <returns>The recipe's digest, its name in the store and the key of those reports; null where the section cannot be a dataset, which was reported under <paramref name="section"/>'s JSON.</returns>
    string Prepare(DatasetSpec section, Action<RunFact> report);

    /// <summary>Digest of the recipe of exactly the images that a trial with this section sees; null where the section cannot be a dataset. Makes nothing.</summary>
    string? ImagesDigest(DatasetSpec section);
}
