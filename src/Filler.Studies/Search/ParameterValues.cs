using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>Values between the manifest's JSON and the search's own types.</summary>
internal static class ParameterValues
{
    // A recorded specification never changes; a thousand of them need not be read again for each decision.
    private static readonly ConditionalWeakTable<TrialSpec, Reading> Remembered = [];

    public static Parameters ToJson(IReadOnlyDictionary<string, ParameterValue> values) =>
        new(values.Select(v => KeyValuePair.Create(v.Key, ToJson(v.Value))));

    public static JsonValue ToJson(ParameterValue value) => value switch
    {
        ParameterValue.Integer i => JsonValue.Create(i.Value),
        ParameterValue.Real r => JsonValue.Create(r.Value),
        ParameterValue.Text t => JsonValue.Create(t.Value),
        ParameterValue.Truth b => JsonValue.Create(b.Value),
        _ => throw new ArgumentException($"{value} is of no known kind", nameof(value)),
    };

    /// <summary>The value as written: a whole number is an integer.</summary>
    public static ParameterValue FromJson(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True => new ParameterValue.Truth(true),
        JsonValueKind.False => new ParameterValue.Truth(false),
        JsonValueKind.Number => Number(value),
        _ => new ParameterValue.Text(value.ToString()),
    };

    /// <summary>A recorded trial's values in the types of the space: a real 1.0 is written as 1 and must come back a real.</summary>
    /// <remarks>A value that the space does not know (the manifest was edited since) is left out: the samplers then see an inactive parameter.</remarks>
    public static IReadOnlyDictionary<string, ParameterValue> ToSpace(SearchSpace space, TrialSpec recorded)
    {
        if (Remembered.TryGetValue(recorded, out var known) && ReferenceEquals(known.Space, space)) return known.Values;
        var values = ToSpace(space, recorded.Parameters);
        Remembered.AddOrUpdate(recorded, new Reading(space, values));
        return values;
    }

    /// <inheritdoc cref="ToSpace(SearchSpace, TrialSpec)"/>
    public static IReadOnlyDictionary<string, ParameterValue> ToSpace(SearchSpace space, Parameters recorded)
    {
        var values = new Dictionary<string, ParameterValue>(recorded.Count, StringComparer.Ordinal);
        foreach (var parameter in space.Parameters)
        {
            if (recorded.TryGetValue(parameter.Name, out var json) && ToSpace(parameter, json) is { } value) values.Add(parameter.Name, value);
        }

        return values;
    }

    private static ParameterValue? ToSpace(Parameter parameter, JsonValue json)
    {
        var value = FromJson(json);
        return parameter switch
        {
            RealParameter => value is ParameterValue.Integer or ParameterValue.Real ? new ParameterValue.Real(value.AsDouble()) : null,
            IntegerParameter => value as ParameterValue.Integer,
            ChoiceParameter choice => choice.Choices.FirstOrDefault(c => Same(c, value)),
            _ => value,
        };
    }

    /// <summary>Equal as values: 1 and 1.0 are one number.</summary>
    public static bool Same(ParameterValue a, ParameterValue b) =>
        a == b || (IsNumber(a) && IsNumber(b) && a.AsDouble().Equals(b.AsDouble()));

    public static bool IsNumber(ParameterValue value) => value is ParameterValue.Integer or ParameterValue.Real;

    private static ParameterValue Number(JsonValue value)
    {
        // In-memory values keep the type they were made with, parsed ones are text: asking both ways avoids a detour through a string.
        if (value.TryGetValue(out long whole)) return new ParameterValue.Integer(whole);
        if (value.TryGetValue(out int small)) return new ParameterValue.Integer(small);
        var number = value.TryGetValue(out double real) ? real : double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
        return Math.Floor(number) == number && Math.Abs(number) < 1L << 53 ? new ParameterValue.Integer((long)number) : new ParameterValue.Real(number);
    }

    private sealed record Reading(SearchSpace Space, IReadOnlyDictionary<string, ParameterValue> Values);
}
