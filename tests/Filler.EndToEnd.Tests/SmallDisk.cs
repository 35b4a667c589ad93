using System.Diagnostics;

namespace Filler.EndToEnd.Tests;

/// <summary>A file system of a few megabytes in memory, which a test can fill to the last byte. Root may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("filler-disk-");

    private SmallDisk()
    {
    }

    private string Filler => At("filler");

    /// <returns>Null where this user may not mount one.</returns>
    public static SmallDisk? Mount(int megabytes)
    {
        var disk = new SmallDisk();
        if (Command("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.folder.FullName) == 0) return disk;
        disk.folder.Delete();
        return null;
    }

    public string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Takes what is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var zeros = new byte[1 << 12];
        try
        {
            while (true) file.Write(zeros);
        }
        catch (IOException)
        {
            // Full, which was wanted.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        _ = Command("umount", "--lazy", folder.FullName);
        folder.Delete();
    }

    private static int Command(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
