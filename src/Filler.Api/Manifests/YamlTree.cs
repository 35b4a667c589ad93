using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Filler.Api;

/// <summary>
/// YAML text as a JSON tree that remembers where each field stood. Built from the parser's events rather than by a deserialiser: strictness,
/// positions and bounds on depth and size are the point.
/// </summary>
internal sealed class YamlTree
{
    private readonly Parser parser;
    private readonly Dictionary<string, JsonNode?> anchors = [];
    private readonly Dictionary<string, SourcePosition> positions = [];
    private int nodes;

    private YamlTree(string text)
    {
        parser = new Parser(new StringReader(text));
    }

    /// <exception cref="ManifestException">The text is not YAML, holds several documents or exceeds <see cref="YamlLimits"/>.</exception>
    public static (JsonNode? Root, Dictionary<string, SourcePosition> Positions) Parse(string text, string fileName)
    {
        if (text.Length > YamlLimits.MaxBytes)
            throw Refused(fileName, "", null, $"{text.Length:N0} characters", $"a manifest has at most {YamlLimits.MaxBytes:N0}");
        var tree = new YamlTree(text);
        try
        {
            return (tree.ReadDocument(), tree.positions);
        }
        catch (YamlException e)
        {
            // The parser names the mapping that a tab breaks, not the tab.
            if (TabbedLine(text) is { } line) throw Refused(fileName, "", new SourcePosition(line, 1), "a tab indents this line", "indent with spaces; YAML allows no tabs there");
            var at = new SourcePosition((int)e.Start.Line, (int)e.Start.Column);
            throw Refused(fileName, "", at, $"not valid YAML: {e.Message.TrimEnd('.')}", "mend the syntax at this place");
        }
        catch (LimitException e)
        {
            throw Refused(fileName, e.Path, e.At, e.Message, e.Fix);
        }
    }

    /// <summary>A scalar as written after <c>--set path=</c>: a number, a truth value, a word, or a flow list or mapping.</summary>
    public static JsonNode? ParseValue(string text, string option) => Parse(text, option).Root;

    private static ManifestException Refused(string fileName, string path, SourcePosition? at, string problem, string fix) =>
        new(fileName, [new ManifestProblem(path, problem, fix)], at is { } p ? new Dictionary<string, SourcePosition> { [path] = p } : new Dictionary<string, SourcePosition>());

    private static int? TabbedLine(string text)
    {
        var lines = text.Split('\n');
        var tabbed = Array.FindIndex(lines, l => l.AsSpan()[..(l.Length - l.AsSpan().TrimStart(" \t").Length)].Contains('\t'));
        return tabbed < 0 ? null : tabbed + 1;
    }

    private JsonNode? ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) return null;
        parser.Consume<DocumentStart>();
        var root = ReadNode("", 0);
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out var next))
            throw new LimitException(Position(parser.Current!.Start), "more than one document", "leave one, without ---");
        _ = next;
        return root;
    }

    private JsonNode? ReadNode(string path, int depth)
    {
        var start = parser.Current!.Start;
        positions[path] = Position(start);
        Count(1, start);
        if (depth > YamlLimits.MaxDepth) throw new LimitException(Position(start), $"nested more than {YamlLimits.MaxDepth} deep");
        if (parser.TryConsume<AnchorAlias>(out var alias)) return Expand(alias);
        var anchor = (parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        JsonNode? node = parser.Current switch
        {
            Scalar => ReadScalar(),
            MappingStart => ReadMapping(path, depth),
            SequenceStart => ReadSequence(path, depth),
            var other => throw new LimitException(Position(start), $"unexpected {other!.GetType().Name}"),
        };
        if (!anchor.IsEmpty) anchors[anchor.Value] = node;
        return node;
    }

    private JsonObject ReadMapping(string path, int depth)
    {
        parser.Consume<MappingStart>();
        var mapping = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            var child = path.Length == 0 ? key.Value : $"{path}.{key.Value}";
            if (mapping.ContainsKey(key.Value)) throw new LimitException(Position(key.Start), "stands twice", $"keep one of the two; the first is on line {positions[child].Line}", child);
            mapping[key.Value] = ReadNode(child, depth + 1);
            // A problem is easiest to find at the key, whatever shape the value has.
            positions[child] = Position(key.Start);
        }

        return mapping;
    }

    private JsonArray ReadSequence(string path, int depth)
    {
        parser.Consume<SequenceStart>();
        var sequence = new JsonArray();
        while (!parser.TryConsume<SequenceEnd>(out _)) sequence.Add(ReadNode($"{path}[{sequence.Count}]", depth + 1));
        return sequence;
    }

    private JsonValue? ReadScalar()
    {
        var scalar = parser.Consume<Scalar>();
        return scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty ? Plain(scalar.Value) : JsonValue.Create(scalar.Value);
    }

    /// <summary>The core schema of YAML 1.2 (chapter 10.3.2): <c>yes</c> and <c>on</c> are words.</summary>
    private static JsonValue? Plain(string text)
    {
        if (text is "" or "~" or "null" or "Null" or "NULL") return null;
        if (text is "true" or "True" or "TRUE") return JsonValue.Create(true);
        if (text is "false" or "False" or "FALSE") return JsonValue.Create(false);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return JsonValue.Create(whole);
        var numeric = text[0] is '-' or '+' or '.' || char.IsAsciiDigit(text[0]);
        return numeric && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real)
            ? JsonValue.Create(real)
            : JsonValue.Create(text);
    }

    private JsonNode? Expand(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value.Value, out var node))
            throw new LimitException(Position(alias.Start), $"alias *{alias.Value.Value} names no anchor before it");
        Count(Size(node), alias.Start);
        return node?.DeepClone();
    }

    private void Count(int more, Mark at)
    {
        nodes += more;
        if (nodes > YamlLimits.MaxNodes) throw new LimitException(Position(at), $"more than {YamlLimits.MaxNodes:N0} values once aliases are expanded");
    }

    private static int Size(JsonNode? node) => node switch
    {
        JsonObject o => 1 + o.Sum(p => Size(p.Value)),
        JsonArray a => 1 + a.Sum(Size),
        _ => 1,
    };

    private static SourcePosition Position(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private sealed class LimitException(SourcePosition at, string message, string fix = "write the manifest out plainly", string path = "") : Exception(message)
    {
        public SourcePosition At { get; } = at;

        public string Fix { get; } = fix;

        /// <summary>Empty: of no one field.</summary>
        public string Path { get; } = path;
    }
}
