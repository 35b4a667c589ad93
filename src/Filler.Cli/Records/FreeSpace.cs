namespace Filler.Cli.Records;

/// <summary>Whether a disk is about to be full. A worker that meets a full disk crashes; that is no fault of its trial.</summary>
internal static class FreeSpace
{
    private const long Least = 16 << 20;

    /// <param name="path">A folder; it need not exist yet.</param>
    /// <exception cref="CommandFailure">Less than 16 MiB, or than <paramref name="wanted"/> bytes, are free there.</exception>
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
        throw new CommandFailure(
            ExitCode.Environment,
            $"{path}: {free / 1e6:0.0} MB free on that disk, {needed / 1e6:0.0} MB needed; free space, or choose another --run-folder or spec.storage.folder; what is recorded stays and the same command goes on");
    }
}
