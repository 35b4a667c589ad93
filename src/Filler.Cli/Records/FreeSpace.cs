namespace Filler.Cli.Records;

/// <summary>Whether a disk has room for what is about to be written.</summary>
internal static class FreeSpace
{
    private const long Least = 16 << 20;

    /// <param name="path">A folder; it need not exist yet.</param>
    /// <exception cref="UnwritableFailure">Less than 16 MiB, or than <paramref name="wanted"/> bytes, are free there.</exception>
    public static void Require(string path, long wanted = Least)
    {
        var folder = Path.GetFullPath(path);
        while (!Directory.Exists(folder)) folder = Path.GetDirectoryName(folder)!;
        var disk = new DriveInfo(folder);
        // A file system of the kernel's own, say /proc: the first write tells why it holds nothing.
        if (disk.TotalSize == 0) return;
        var free = disk.AvailableFreeSpace;
        var needed = Math.Max(Least, wanted);
        if (free >= needed) return;
        throw new UnwritableFailure(
            $"{path}: {free / 1e6:0.0} MB free on that disk, {needed / 1e6:0.0} MB needed; free space, or choose another --run-folder or spec.storage.folder");
    }
}
