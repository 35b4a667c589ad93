namespace Filler.Structures;

/// <summary>How a file stores a voxel. The first five are also kept so in memory; the others become <see cref="Float32"/>.</summary>
public enum VoxelType
{
    UInt8,
    Int8,
    UInt16,
    Int16,
    Float32,
    UInt32,
    Int32,
    UInt64,
    Int64,
    Float64,
}
