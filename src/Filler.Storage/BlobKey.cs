namespace Filler.Storage;

/// <summary>The rule for names in a blob store: hostile names never reach a file system or a URL.</summary>
public static class BlobKey
{
    /// <exception cref="ArgumentException">The key is empty, absolute, climbs (<c>..</c>) or holds other characters than the rule allows.</exception>
    public static string Validate(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (key.Length > 512) throw new ArgumentException($"blob key of {key.Length} characters; at most 512 are allowed", nameof(key));
        foreach (var segment in key.Split('/'))
        {
            if (segment is "" or "." or ".." || !segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
                throw new ArgumentException($"blob key '{key}': segment '{segment}' may hold only letters, digits, '.', '_' and '-'", nameof(key));
        }

        return key;
    }
}
