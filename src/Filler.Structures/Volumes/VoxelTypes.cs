using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Filler.Structures;

internal static class VoxelTypes
{
    public static int Bytes(this VoxelType type) => type switch
    {
        VoxelType.UInt8 or VoxelType.Int8 => 1,
        VoxelType.UInt16 or VoxelType.Int16 => 2,
        VoxelType.Float32 or VoxelType.UInt32 or VoxelType.Int32 => 4,
        _ => 8,
    };

    /// <summary>The type that slices are sampled from.</summary>
    public static VoxelType InMemory(this VoxelType type) => type <= VoxelType.Float32 ? type : VoxelType.Float32;

    public static bool IsFloating(this VoxelType type) => type is VoxelType.Float32 or VoxelType.Float64;

    /// <summary>NumPy's letter and size, as <c>.npy</c> and Zarr write them: <c>u1</c>, <c>f4</c>, …; null where no volume has it.</summary>
    public static VoxelType? FromNumPy(string code) => code switch
    {
        "u1" or "b1" => VoxelType.UInt8,
        "i1" => VoxelType.Int8,
        "u2" => VoxelType.UInt16,
        "i2" => VoxelType.Int16,
        "u4" => VoxelType.UInt32,
        "i4" => VoxelType.Int32,
        "u8" => VoxelType.UInt64,
        "i8" => VoxelType.Int64,
        "f4" => VoxelType.Float32,
        "f8" => VoxelType.Float64,
        _ => null,
    };

    /// <summary>The names of types in Zarr 3, HDF5 tools and JSON headers: <c>uint8</c>, <c>float32</c>, …; null for others.</summary>
    public static VoxelType? FromName(string name) =>
        Enum.TryParse<VoxelType>(name, ignoreCase: true, out var type) && !int.TryParse(name, out _) ? type : name == "bool" ? VoxelType.UInt8 : null;

    /// <summary>Grey values as they are kept in memory: whole types by rounding, and by the ends of their range beyond it.</summary>
    /// <param name="type">One of the types that are kept in memory.</param>
    public static void Store(this VoxelType type, ReadOnlySpan<float> values, Span<byte> into)
    {
        switch (type)
        {
            case VoxelType.UInt8:
                for (var i = 0; i < values.Length; i++) into[i] = (byte)Math.Clamp(MathF.Round(values[i]), 0, 255);
                break;
            case VoxelType.Int8:
                for (var i = 0; i < values.Length; i++) into[i] = unchecked((byte)(sbyte)Math.Clamp(MathF.Round(values[i]), -128, 127));
                break;
            case VoxelType.UInt16:
                var shorts = MemoryMarshal.Cast<byte, ushort>(into);
                for (var i = 0; i < values.Length; i++) shorts[i] = (ushort)Math.Clamp(MathF.Round(values[i]), 0, 65535);
                break;
            case VoxelType.Int16:
                var signed = MemoryMarshal.Cast<byte, short>(into);
                for (var i = 0; i < values.Length; i++) signed[i] = (short)Math.Clamp(MathF.Round(values[i]), -32768, 32767);
                break;
            case VoxelType.Float32:
                values.CopyTo(MemoryMarshal.Cast<byte, float>(into));
                break;
            default:
                throw new ArgumentException($"{type} is not kept in memory", nameof(type));
        }
    }

    /// <summary>One stored value as a grey value.</summary>
    public static float Read(this VoxelType type, ReadOnlySpan<byte> bytes, bool bigEndian) => type switch
    {
        VoxelType.UInt8 => bytes[0],
        VoxelType.Int8 => (sbyte)bytes[0],
        VoxelType.UInt16 => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        VoxelType.Int16 => bigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes),
        VoxelType.Float32 => bigEndian ? BinaryPrimitives.ReadSingleBigEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes),
        VoxelType.UInt32 => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        VoxelType.Int32 => bigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes),
        VoxelType.UInt64 => bigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        VoxelType.Int64 => bigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes),
        _ => (float)(bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes)),
    };
}
