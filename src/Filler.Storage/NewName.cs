using System.Runtime.InteropServices;

namespace Filler.Storage;

/// <summary>Gives a finished file its name, unless the name is taken: of any number of writers at once exactly one succeeds.</summary>
/// <remarks>
/// <see cref="File.Move(string, string, bool)"/> without replacement looks first and renames after, so that two writers may both succeed.
/// A hard link is made or refused in one step by the file system (link(2), POSIX.1-2017; atomic over NFS too).
/// </remarks>
internal static partial class NewName
{
    private const int AlreadyExists = 17;

    /// <returns>False where the name was taken; the temporary file may then still be there.</returns>
    /// <exception cref="IOException">The file system refused for another reason.</exception>
    public static bool TryGive(string temporary, string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Link(temporary, path) == 0) return true;
            if (Marshal.GetLastPInvokeError() == AlreadyExists) return false;
        }

        // Windows refuses a taken name in one step; of the others only file systems without hard links (FAT, some network shares) come here,
        // and a reason other than that one is met, and thrown, again.
        try
        {
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string created);
}
