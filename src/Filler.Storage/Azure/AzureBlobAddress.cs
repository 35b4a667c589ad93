using System.Text.RegularExpressions;

namespace Filler.Storage;

/// <summary><c>azure://account/container[/prefix]</c>.</summary>
/// <param name="Prefix">Ends with <c>/</c>, or is empty.</param>
internal sealed partial record AzureBlobAddress(string Account, string Container, string Prefix)
{
    public const string Scheme = "azure";

    /// <exception cref="ArgumentException">A part is missing, or not as Azure names it.</exception>
    public static AzureBlobAddress Parse(string address)
    {
        var parts = address[(Scheme.Length + "://".Length)..].TrimEnd('/').Split('/', 3);
        if (!AccountName().IsMatch(parts[0]))
            throw Wrong($"account '{parts[0]}' is not 3 to 24 lower-case letters and digits");
        if (parts.Length < 2 || !ContainerName().IsMatch(parts[1]))
            throw Wrong($"container '{(parts.Length < 2 ? "" : parts[1])}' is not 3 to 63 lower-case letters, digits and single hyphens");
        return new AzureBlobAddress(parts[0], parts[1], parts.Length < 3 ? "" : BlobKey.Validate(parts[2]) + "/");

        ArgumentException Wrong(string problem) =>
            new($"store address '{address}': {problem}; write {Scheme}://<account>/<container>[/<prefix>]", nameof(address));
    }

    public override string ToString() => $"{Scheme}://{Account}/{Container}/{Prefix}".TrimEnd('/');

    [GeneratedRegex("^[a-z0-9]{3,24}$")]
    private static partial Regex AccountName();

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ContainerName();
}
