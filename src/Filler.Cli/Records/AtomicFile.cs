using System.Text;

namespace Filler.Cli.Records;

/// <summary>Files that appear whole or not at all: written beside the target, flushed to the disk, renamed over it.</summary>
internal static class AtomicFile
{
    /// <summary>Replaces the file.</summary>
    /// <exception cref="CommandFailure">The folder is not writable or the disk is full (<see cref="ExitCode.Environment"/>).</exception>
    public static void Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, byte[] content)
    {
        // One writer only (the run folder's lock), so the name is fixed: a crash leaves at most one such file, which the next write replaces.
        var partial = path + ".partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    /// <summary>A file that the user named, which is no part of a run.</summary>
    /// <exception cref="CommandFailure">It cannot be written (<see cref="ExitCode.BadInput"/>).</exception>
    public static void WriteNamed(string path, byte[] content)
    {
        try
        {
            Write(path, content);
        }
        catch (UnwritableFailure e)
        {
            throw new CommandFailure(ExitCode.BadInput, $"{path}: cannot be written ({e.InnerException?.Message.TrimEnd('.')}); name a file in a folder that is there and may be written", e);
        }
    }

    /// <summary>Makes the folder and those above it.</summary>
    /// <exception cref="CommandFailure">As for <see cref="Write(string, string)"/>.</exception>
    public static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    public static UnwritableFailure Unwritable(string path, Exception cause) => new(
        $"{path}: cannot be written ({cause.Message.TrimEnd('.')}); free space or permit writing there, or choose another --run-folder or spec.storage.folder",
        cause);
}
