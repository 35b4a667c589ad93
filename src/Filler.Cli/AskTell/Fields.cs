using System.Text.Json;

namespace Filler.Cli.AskTell;

/// <summary>Fields of a JSON object, with errors that name the path to them.</summary>
internal sealed class Fields
{
    private readonly JsonElement element;
    private readonly string path;

    public Fields(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new ProtocolException($"{(path.Length == 0 ? "the line" : path)} is not an object");
        (this.element, this.path) = (element, path);
    }

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    public JsonElement? Find(string name) => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Whether the field is there, if only as null.</summary>
    public bool Has(string name) => element.TryGetProperty(name, out _);

    public JsonElement Get(string name) => Find(name) ?? throw new ProtocolException($"{PathOf(name)} is missing");

    public string Text(string name) => Get(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Wrong(name, "a string");

    public string? TextOrNull(string name) => Find(name) is null ? null : Text(name);

    /// <summary>A finite number: one that no double holds, as 1e999, would be infinite without a word.</summary>
    public double Number(string name) => Get(name) is not { ValueKind: JsonValueKind.Number } value ? throw Wrong(name, "a number")
        : value.GetDouble() is var number && double.IsFinite(number) ? number : throw Wrong(name, $"within ±{double.MaxValue:e1}, as numbers are");

    public double? NumberOrNull(string name) => Find(name) is null ? null : Number(name);

    /// <summary>Also a whole number written as 1.0, as some languages do.</summary>
    public long Whole(string name) => Number(name) is var value && double.IsInteger(value) && Math.Abs(value) < 9e15 ? (long)value : throw Wrong(name, "a whole number");

    public long? WholeOrNull(string name) => Find(name) is null ? null : Whole(name);

    public bool Truth(string name) => Find(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Wrong(name, "true or false"),
    };

    public IEnumerable<JsonElement> List(string name) => Get(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : throw Wrong(name, "a list");

    public Fields Object(string name) => new(Get(name), PathOf(name));

    public IEnumerable<JsonProperty> All() => element.EnumerateObject();

    private ProtocolException Wrong(string name, string wanted) => new($"{PathOf(name)} is {Get(name).GetRawText()}, not {wanted}");
}
