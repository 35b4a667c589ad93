namespace Filler.Cli.Records;

/// <summary>One runner per run folder. The lock belongs to the open file, so it vanishes with the process, however that dies.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream held;

    private RunLock(FileStream held) => this.held = held;

    /// <param name="folder">An existing run folder.</param>
    /// <exception cref="CommandFailure">Another process holds it (<see cref="ExitCode.FolderInUse"/>), or the folder is not writable.</exception>
    public static RunLock Acquire(RunFolder folder)
    {
        FileStream stream;
        try
        {
            // Never deleted: a file removed while another process waits to open it would let both in.
            stream = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            var holder = File.Exists(folder.LockHolder) ? File.ReadAllText(folder.LockHolder).Trim() : "";
            throw new CommandFailure(
                ExitCode.FolderInUse,
                $"{folder.Path}: in use by another filler{(holder.Length > 0 ? $" (process {holder})" : "")}; wait for it, stop it (kill {(holder.Length > 0 ? holder : "PID")}), or choose another --run-folder",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Unwritable(folder.Lock, e);
        }

        var taken = new RunLock(stream);
        try
        {
            // In a file of its own: the locked one cannot be read by others.
            AtomicFile.Write(folder.LockHolder, $"{Environment.ProcessId}\n");
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    public void Dispose() => held.Dispose();

    // .NET reports EWOULDBLOCK of flock(2) as a sharing violation: 0x80070020, on Unix the raw errno (11 on Linux, 35 on macOS).
    private static bool IsHeld(IOException e) => e.HResult is unchecked((int)0x80070020) or 11 or 35;
}
