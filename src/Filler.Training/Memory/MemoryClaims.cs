using System.Globalization;

namespace Filler.Training;

/// <summary>
/// Files by which the processes on one device know of each other. A process that is in its first steps holds one lock; each that is past them holds one on a file of
/// its own, in which stands what it has taken. Locks belong to open files, so they vanish with their process, however that dies.
/// </summary>
/// <param name="folder">That all of them share.</param>
/// <param name="device">Beginning of the files' names.</param>
internal sealed class MemoryClaims(string folder, string device)
{
    private const string Suffix = ".claim";

    /// <summary>The lock of the first steps. Never deleted: a file removed while another process waits to open it would let both in.</summary>
    /// <returns>Null where another process has it.</returns>
    public FileStream? TryBegin()
    {
        Directory.CreateDirectory(folder);
        return TryLock(Path.Combine(folder, $"{device}.first"), FileMode.OpenOrCreate);
    }

    /// <summary>Writes down what this process has taken; to be called with the lock of the first steps.</summary>
    /// <returns>To be closed when the memory is given back.</returns>
    public FileStream Claim(long bytes)
    {
        // A shared lock, as .NET takes for whoever lets others read: it keeps out the exclusive one by which the dead are told from the living.
        var claim = new FileStream(
            Path.Combine(folder, $"{device}.{Environment.ProcessId}-{Guid.NewGuid():n}{Suffix}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 128, FileOptions.DeleteOnClose);
        claim.Write(System.Text.Encoding.ASCII.GetBytes(bytes.ToString(CultureInfo.InvariantCulture)));
        claim.Flush();
        return claim;
    }

    /// <summary>Bytes of each living claim by its file's name; to be called with the lock of the first steps. Claims of the dead are removed.</summary>
    public Dictionary<string, long> Others()
    {
        var living = new Dictionary<string, long>();
        foreach (var file in Directory.EnumerateFiles(folder, $"{device}.*{Suffix}"))
        {
            if (BytesOf(file) is { } bytes) living.Add(file, bytes);
        }

        return living;
    }

    private static long? BytesOf(string file)
    {
        try
        {
            using (var dead = TryLock(file, FileMode.Open))
            {
                if (dead is not null)
                {
                    File.Delete(file);
                    return null;
                }
            }

            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return long.Parse(reader.ReadToEnd(), CultureInfo.InvariantCulture);
        }
        catch (FileNotFoundException)
        {
            // Its process has just closed it.
            return null;
        }
    }

    private static FileStream? TryLock(string file, FileMode mode)
    {
        try
        {
            return new FileStream(file, mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is unchecked((int)0x80070020) or 11 or 35)
        {
            // EWOULDBLOCK of flock(2): on Linux 11, on macOS 35, which .NET may also tell as a sharing violation.
            return null;
        }
    }
}
