namespace Filler.Slices;

/// <summary>How one stored voxel is loaded; a type parameter rather than a switch, so that the inner loop has no branch.</summary>
internal unsafe interface IVoxel
{
    static abstract int Bytes { get; }

    static abstract float Load(byte* at);
}

internal readonly unsafe struct UnsignedByte : IVoxel
{
    public static int Bytes => 1;

    public static float Load(byte* at) => *at;
}

internal readonly unsafe struct SignedByte : IVoxel
{
    public static int Bytes => 1;

    public static float Load(byte* at) => *(sbyte*)at;
}

internal readonly unsafe struct UnsignedShort : IVoxel
{
    public static int Bytes => 2;

    public static float Load(byte* at) => *(ushort*)at;
}

internal readonly unsafe struct SignedShort : IVoxel
{
    public static int Bytes => 2;

    public static float Load(byte* at) => *(short*)at;
}

internal readonly unsafe struct Single : IVoxel
{
    public static int Bytes => 4;

    public static float Load(byte* at) => *(float*)at;
}
