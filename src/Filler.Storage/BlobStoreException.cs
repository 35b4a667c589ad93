namespace Filler.Storage;

/// <summary>The store cannot do what was asked: it is not there, refuses, or did not answer after several tries. The message names the blob and the fix, never a secret.</summary>
public sealed class BlobStoreException(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>The store knows who asks and does not let them, or does not know them: asking again changes nothing.</summary>
    public bool IsRefusal { get; init; }
}
