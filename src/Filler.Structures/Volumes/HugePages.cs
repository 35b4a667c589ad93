using System.Runtime.InteropServices;

namespace Filler.Structures;

/// <summary>Large pages for large arrays: a volume is first written, and later cut across, with a fraction of the page faults and look-ups.</summary>
internal static unsafe partial class HugePages
{
    /// <summary>Size and alignment of one on x86-64 and most of arm64.</summary>
    public const nuint Bytes = 2 << 20;

    private const int Hugepage = 14;

    /// <summary>Asks for them; a system that has none goes on with small ones.</summary>
    public static void Advise(byte* address, nuint bytes)
    {
        if (OperatingSystem.IsLinux() && bytes >= Bytes) _ = Advise((nint)address, bytes, Hugepage);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint address, nuint length, int advice);
}
