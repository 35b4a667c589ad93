using Filler.Cli.Records;

namespace Filler.Cli.Workers;

/// <summary>What a worker says in words during an attempt, in a file of its own. Safe for several threads.</summary>
internal sealed class AttemptLog : IDisposable
{
    private readonly StreamWriter writer;
    private readonly Lock gate = new();

    private AttemptLog(StreamWriter writer) => this.writer = writer;

    /// <summary>The last line; empty where there is none.</summary>
    public string LastWords { get; private set; } = "";

    /// <exception cref="CommandFailure">The file cannot be written.</exception>
    public static AttemptLog Create(string file)
    {
        try
        {
            return new AttemptLog(new StreamWriter(new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.Unwritable(file, e);
        }
    }

    public void Write(string line)
    {
        lock (gate)
        {
            if (!string.IsNullOrWhiteSpace(line)) LastWords = line.Trim();
            try
            {
                writer.WriteLine(line);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // A full disk must not stop the reading: the worker would block on its pipe. The record's next write reports it.
                // And what is said after the attempt's end is nobody's.
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            try
            {
                writer.Dispose();
            }
            catch (IOException)
            {
                // As above: what the full disk did not take is lost.
            }
        }
    }
}
