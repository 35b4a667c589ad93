using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Filler.Structures;

/// <summary>The bytes of a volume, section by section: in memory, in a scratch file, or in the measured files themselves.</summary>
/// <remarks>Addresses per section let a stack of one TIFF per section be sliced in place, without a copy.</remarks>
internal sealed unsafe class VoxelMemory : IDisposable
{
    private readonly byte*[] sections;
    private readonly List<IDisposable> owners = [];

    private VoxelMemory(long sectionBytes, int count, bool mapped)
    {
        if (sectionBytes > int.MaxValue) throw new ArgumentException($"a section of {sectionBytes} bytes; at most {int.MaxValue} are read");
        (SectionLength, sections, IsMapped) = ((int)sectionBytes, new byte*[count], mapped);
    }

    public int SectionLength { get; }

    public bool IsMapped { get; }

    public static VoxelMemory InMemory(long sectionBytes, int count)
    {
        var memory = new VoxelMemory(sectionBytes, count, mapped: false);
        // Pages are taken as they are written: a header that lies costs nothing.
        var block = new NativeBlock((nuint)Math.Max(1, sectionBytes * count));
        memory.owners.Add(block);
        for (var z = 0; z < count; z++) memory.sections[z] = block.Address + (z * sectionBytes);
        return memory;
    }

    /// <summary>A file without a name that is gone with the process: room for volumes larger than memory.</summary>
    public static VoxelMemory InScratchFile(long sectionBytes, int count)
    {
        var memory = new VoxelMemory(sectionBytes, count, mapped: true);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        var map = MemoryMappedFile.CreateFromFile(
            stream, null, sectionBytes * count, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        var origin = memory.Own(map, map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.ReadWrite));
        for (var z = 0; z < count; z++) memory.sections[z] = origin + (z * sectionBytes);
        return memory;
    }

    /// <summary>Maps files whose bytes are the volume's own.</summary>
    /// <param name="extents">Where each section lies; the files are long enough.</param>
    public static VoxelMemory InFiles(long sectionBytes, IReadOnlyList<SectionExtent> extents)
    {
        var memory = new VoxelMemory(sectionBytes, extents.Count, mapped: true);
        var origins = new Dictionary<string, nint>();
        for (var z = 0; z < extents.Count; z++)
        {
            if (!origins.TryGetValue(extents[z].Path, out var origin))
            {
                var stream = new FileStream(extents[z].Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
                var map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
                origins[extents[z].Path] = origin = (nint)memory.Own(map, map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read));
            }

            memory.sections[z] = (byte*)origin + extents[z].Offset;
        }

        return memory;
    }

    public byte* Section(int z) => sections[z];

    public Span<byte> SectionBytes(int z) => new(sections[z], SectionLength);

    public void Dispose()
    {
        foreach (var owner in owners) owner.Dispose();
        Array.Clear(sections);
    }

    private byte* Own(MemoryMappedFile map, MemoryMappedViewAccessor view)
    {
        owners.Add(view);
        owners.Add(map);
        byte* address = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref address);
        return address + view.PointerOffset;
    }

    private sealed class NativeBlock : SafeHandle
    {
        public NativeBlock(nuint bytes)
            : base(nint.Zero, ownsHandle: true)
        {
            SetHandle((nint)NativeMemory.AlignedAlloc(bytes, HugePages.Bytes));
            HugePages.Advise(Address, bytes);
        }

        public override bool IsInvalid => handle == nint.Zero;

        public byte* Address => (byte*)handle;

        protected override bool ReleaseHandle()
        {
            NativeMemory.AlignedFree((void*)handle);
            return true;
        }
    }
}
