using System.Globalization;

namespace Filler.Search;

/// <summary>One value of one parameter: an integer, a real number, a word or a truth value. Equality is by kind and value.</summary>
public abstract record ParameterValue
{
    private ParameterValue()
    {
    }

    public sealed record Integer(long Value) : ParameterValue;

    public sealed record Real(double Value) : ParameterValue;

    public sealed record Text(string Value) : ParameterValue;

    public sealed record Truth(bool Value) : ParameterValue;

    /// <summary>The value as a number; throws <see cref="InvalidOperationException"/> for words and truth values.</summary>
    public double AsDouble() => this switch
    {
        Integer i => i.Value,
        Real r => r.Value,
        _ => throw new InvalidOperationException($"{this} is not a number"),
    };

    /// <summary>The value as people write it in a manifest.</summary>
    public sealed override string ToString() => this switch
    {
        Integer i => i.Value.ToString(CultureInfo.InvariantCulture),
        Real r => r.Value.ToString("R", CultureInfo.InvariantCulture),
        Text t => t.Value,
        Truth b => b.Value ? "true" : "false",
        _ => throw new InvalidOperationException(),
    };
}
