using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Filler.Training;

/// <summary>A file in memory only (memfd_create, Linux ≥ 3.17): a library can be loaded from it and nothing is written to a disk.</summary>
internal static partial class AnonymousFile
{
    /// <returns>The path that opens it, valid as long as this process lives.</returns>
    public static string Create(string name, byte[] content)
    {
        var descriptor = MemoryFile(name, 0);
        if (descriptor < 0) throw new LibTorchException($"memfd_create fails with error {Marshal.GetLastPInvokeError()}; set {LibTorch.GlueVariable} to a library that loads as it is");
        var path = $"/proc/self/fd/{descriptor}";
        using (var handle = new SafeFileHandle(descriptor, ownsHandle: false)) RandomAccess.Write(handle, content, 0);
        return path;
    }

    [LibraryImport("libc.so.6", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MemoryFile(string name, uint flags);
}
