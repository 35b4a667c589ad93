using Filler.Structures;

namespace Filler.Slices;

/// <summary>Samples a volume along straight lines of equal steps, in voxels from the first voxel's centre.</summary>
internal abstract class LineSampler
{
    public static LineSampler For(VoxelVolume volume, Interpolation interpolation) => (volume.Type, interpolation) switch
    {
        (_, Interpolation.Nearest) => new NearestSampler(volume),
        (VoxelType.UInt8, Interpolation.Linear) => new LinearSampler<UnsignedByte>(volume),
        (VoxelType.Int8, Interpolation.Linear) => new LinearSampler<SignedByte>(volume),
        (VoxelType.UInt16, Interpolation.Linear) => new LinearSampler<UnsignedShort>(volume),
        (VoxelType.Int16, Interpolation.Linear) => new LinearSampler<SignedShort>(volume),
        (_, Interpolation.Linear) => new LinearSampler<Single>(volume),
        (VoxelType.UInt8, _) => new CubicSampler<UnsignedByte>(volume),
        (VoxelType.Int8, _) => new CubicSampler<SignedByte>(volume),
        (VoxelType.UInt16, _) => new CubicSampler<UnsignedShort>(volume),
        (VoxelType.Int16, _) => new CubicSampler<SignedShort>(volume),
        _ => new CubicSampler<Single>(volume),
    };

    /// <summary>Adds the value at start, start + step, … to each element; a point outside takes the nearest voxels' value.</summary>
    public abstract void Add(Vector3d start, Vector3d step, Span<float> sums);
}
