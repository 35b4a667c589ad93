using Filler.Api;

namespace Filler.Worker.Cluster;

/// <summary>A trial's state as its worker knows it.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Epochs">Complete from epoch 1.</param>
/// <param name="Network">Null before it stands; so are the others.</param>
internal sealed record TrialStanding(int Version, IReadOnlyList<EpochRecord> Epochs, NetworkFigures? Network, string? Device, double? ImagesPerSecond);
