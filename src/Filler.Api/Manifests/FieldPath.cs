using System.Globalization;
using System.Text.RegularExpressions;

namespace Filler.Api;

/// <summary>A path through a manifest: names joined by dots, list entries as <c>name[0]</c>.</summary>
internal static partial class FieldPath
{
    /// <returns>Null where the text is no path.</returns>
    public static IReadOnlyList<Segment>? Parse(string path)
    {
        var segments = new List<Segment>();
        foreach (var part in path.Split('.'))
        {
            var match = Part().Match(part);
            if (!match.Success) return null;
            segments.Add(new Segment(match.Groups["name"].Value, match.Groups["index"] is { Success: true } index
                ? int.Parse(index.Value, CultureInfo.InvariantCulture)
                : null));
        }

        return segments;
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z][A-Za-z0-9]*)(\[(?<index>[0-9]{1,6})\])?$")]
    private static partial Regex Part();

    internal readonly record struct Segment(string Name, int? Index)
    {
        public override string ToString() => Index is { } i ? $"{Name}[{i}]" : Name;
    }
}
