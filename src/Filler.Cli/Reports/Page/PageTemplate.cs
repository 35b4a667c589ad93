using System.Text.RegularExpressions;

namespace Filler.Cli.Reports;

/// <summary>A page with <c>{{name}}</c> where parts go; one pass, so that no part is searched for marks of its own.</summary>
internal sealed partial class PageTemplate(string template)
{
    /// <exception cref="KeyNotFoundException">The template names a part that is not given.</exception>
    public string Fill(IReadOnlyDictionary<string, Markup> parts) => Mark().Replace(template, match => parts[match.Groups["name"].Value].ToString());

    [GeneratedRegex(@"\{\{(?<name>[a-z]+)\}\}")]
    private static partial Regex Mark();
}
