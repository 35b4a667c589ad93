using Filler.Slices;

namespace Filler.Datasets;

/// <summary>A dataset in memory.</summary>
public sealed record Dataset(DatasetManifest Manifest, ImageSet Train, ImageSet Validation, ImageSet Evaluation);
