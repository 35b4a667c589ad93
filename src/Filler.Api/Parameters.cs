using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Filler.Api;

/// <summary>The values of one trial by manifest path, in ordinal order of the path; numbers, words or truth values as in the manifest.</summary>
[JsonConverter(typeof(ParametersConverter))]
[SuppressMessage("Naming", "CA1710", Justification = "the field's word, not a collection's")]
public sealed class Parameters : SortedDictionary<string, JsonValue>, IEquatable<Parameters>
{
    public Parameters()
        : base(StringComparer.Ordinal)
    {
    }

    public Parameters(IEnumerable<KeyValuePair<string, JsonValue>> values)
        : this()
    {
        foreach (var (path, value) in values) Add(path, value);
    }

    /// <summary>One text for one configuration: equal texts, equal configurations.</summary>
    public string Key() => JsonSerializer.Serialize(this, FillerJson.Options);

    public bool Equals(Parameters? other) => other is not null && Key() == other.Key();

    public override bool Equals(object? obj) => Equals(obj as Parameters);

    public override int GetHashCode() => Key().GetHashCode(StringComparison.Ordinal);

    /// <summary><c>convLayers 3, optimizer adam</c>: the last word of each path, for tables.</summary>
    public override string ToString() => string.Join(", ", this.Select(p => $"{p.Key[(p.Key.LastIndexOf('.') + 1)..]} {p.Value}"));

    private sealed class ParametersConverter : JsonConverter<Parameters>
    {
        // One document behind all values, not one for each.
        public override Parameters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (JsonElement.ParseValue(ref reader) is not { ValueKind: JsonValueKind.Object } values) throw new JsonException("parameters are an object of paths and values");
            var parameters = new Parameters();
            foreach (var value in values.EnumerateObject()) parameters[value.Name] = ValueOf(value);
            return parameters;
        }

        private static JsonValue ValueOf(JsonProperty property) =>
            property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
                ? throw new JsonException($"{property.Name}: a number, a word or a truth value is expected")
                : JsonValue.Create(property.Value) ?? throw new JsonException($"{property.Name}: a number, a word or a truth value is expected, not null");

        public override void Write(Utf8JsonWriter writer, Parameters value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (path, item) in value)
            {
                writer.WritePropertyName(path);
                item.WriteTo(writer, options);
            }

            writer.WriteEndObject();
        }
    }
}
