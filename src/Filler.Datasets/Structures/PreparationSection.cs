using Filler.Api;
using Filler.Structures;

namespace Filler.Datasets;

/// <summary>The manifest's preparation of a stack in the words of the structure room.</summary>
public static class PreparationSection
{
    public static VolumePreparation Options(PreparationSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new VolumePreparation
        {
            From = (spec.FromX, spec.FromY, spec.FromZ),
            To = (spec.ToX, spec.ToY, spec.ToZ),
            AlignWithin = spec.AlignWithin,
            DestripeWidth = spec.DestripeWidth,
            Normalise = spec.Normalise,
            DenoiseVoxels = spec.DenoiseVoxels,
        };
    }
}
