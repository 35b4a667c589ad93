using System.Text.Json;
using Filler.Search;

namespace Filler.Cli.AskTell;

/// <summary>The first line of the protocol: problem, seed, budget, parallelism, sampler, observations made before.</summary>
internal static class ProblemReader
{
    /// <exception cref="ProtocolException">Something is missing, of the wrong kind or impossible.</exception>
    public static AskTellSession Read(JsonElement line, string sampler, string pruner)
    {
        var start = new Fields(line, "");
        var problem = start.Object("problem");
        if (problem.TextOrNull("direction") is { } direction && direction != "minimize")
            throw new ProtocolException($"problem.direction is {direction}; every problem is minimised: negate the values and write minimize");
        var named = start.TextOrNull("sampler") ?? sampler;
        if (!SamplerFactory.Names.Contains(named)) throw new ProtocolException($"sampler is {named}; write one of {string.Join(", ", SamplerFactory.Names)}");
        var (space, fidelity) = (SpaceOf(problem), FidelityOf(problem));
        try
        {
            return new AskTellSession(
                new AskTellProblem(space, named, pruner, SeedOf(start), AtLeastOne(start, "budget"), (int)AtLeastOne(start, "parallel"), fidelity),
                start.Find("history") is null ? [] : [.. start.List("history").Select((h, i) => ObservationOf(space, fidelity, new Fields(h, $"history[{i}]")))]);
        }
        catch (ArgumentException e)
        {
            throw new ProtocolException(e.Message);
        }
    }

    private static long AtLeastOne(Fields start, string name)
    {
        var value = name == "parallel" ? start.WholeOrNull(name) ?? 1 : start.Whole(name);
        return value is >= 1 and <= int.MaxValue ? value : throw new ProtocolException($"{name} is {value}; write 1 or more");
    }

    // All 64 bits: some programs draw their seeds from them.
    private static ulong SeedOf(Fields start) => start.Find("seed") is { ValueKind: JsonValueKind.Number } value && value.TryGetUInt64(out var seed) ? seed : unchecked((ulong)(start.WholeOrNull("seed") ?? 0));

    private static SearchSpace SpaceOf(Fields problem)
    {
        try
        {
            List<Parameter> parameters = [.. problem.List("parameters").Select((p, i) => ParameterOf(new Fields(p, problem.PathOf($"parameters[{i}]"))))];
            return parameters.Count > 0 ? new SearchSpace(parameters) : throw new ProtocolException("problem.parameters is empty; list at least one parameter");
        }
        catch (SearchSpaceException e)
        {
            throw new ProtocolException($"problem.parameters: {e.Message}");
        }
    }

    private static Parameter ParameterOf(Fields p)
    {
        var (name, when) = (p.Text("name"), p.Find("condition") is null ? null : ConditionOf(p.Object("condition")));
        if (p.Find("low") is not null && p.Find("high") is not null && p.Number("low") > p.Number("high"))
            throw new ProtocolException($"{p.PathOf("low")} is {p.Number("low")}, above high {p.Number("high")}; swap them");
        return p.Text("type") switch
        {
            "float" => new RealParameter(name, p.Number("low"), p.Number("high"), p.Truth("log"), p.NumberOrNull("step"), when),
            "int" => new IntegerParameter(name, p.Whole("low"), p.Whole("high"), p.WholeOrNull("step") ?? 1, p.Truth("log"), when),
            "categorical" => new ChoiceParameter(name, [.. p.List("choices").Select((c, i) => ValueOf(c, p.PathOf($"choices[{i}]")))], p.Truth("ordered"), when),
            var type => throw new ProtocolException($"{p.PathOf("type")} is {type}; write float, int or categorical"),
        };
    }

    private static Condition ConditionOf(Fields condition) =>
        new(condition.Text("param"), [.. condition.List("in").Select((v, i) => ValueOf(v, condition.PathOf($"in[{i}]")))]);

    private static ParameterValue ValueOf(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => new ParameterValue.Text(value.GetString()!),
        JsonValueKind.True => new ParameterValue.Truth(true),
        JsonValueKind.False => new ParameterValue.Truth(false),
        JsonValueKind.Number when value.TryGetInt64(out var whole) => new ParameterValue.Integer(whole),
        JsonValueKind.Number when double.IsFinite(value.GetDouble()) => new ParameterValue.Real(value.GetDouble()),
        _ => throw new ProtocolException($"{path} is {value.GetRawText()}, not a string, finite number or truth value"),
    };

    private static AskTellFidelity? FidelityOf(Fields problem)
    {
        if (problem.Find("fidelity") is null) return null;
        var fidelity = problem.Object("fidelity");
        var (min, max, eta) = (fidelity.Whole("min"), fidelity.Whole("max"), fidelity.WholeOrNull("eta") ?? 3);
        if (min < 1 || max < min || max > 1_000_000) throw new ProtocolException($"problem.fidelity: {min} to {max}; write 1 ≤ min ≤ max ≤ 1000000");
        if (eta is < 2 or > 1000) throw new ProtocolException($"problem.fidelity.eta is {eta}; write 2 or more");
        return new AskTellFidelity((int)min, (int)max, (int)eta);
    }

    private static (IReadOnlyDictionary<string, ParameterValue>, double?, int?) ObservationOf(SearchSpace space, AskTellFidelity? fidelity, Fields observation)
    {
        var parameters = observation.Object("params");
        var point = parameters.All().ToDictionary(p => p.Name, p => Fitting(space, p.Name, ValueOf(p.Value, parameters.PathOf(p.Name))), StringComparer.Ordinal);
        var epochs = fidelity is null ? null : observation.WholeOrNull("fidelity");
        if (epochs is { } told && (told < 1 || told > fidelity!.Max))
            throw new ProtocolException($"{observation.PathOf("fidelity")} is {told}; write 1 to {fidelity!.Max}, or leave it out for a full trial");
        // One from another space is no error: the samplers leave it out.
        return (point, observation.NumberOrNull("value"), (int?)epochs);
    }

    // JSON has one kind of number: 1 for a real parameter is 1.0.
    private static ParameterValue Fitting(SearchSpace space, string name, ParameterValue value) =>
        value is ParameterValue.Integer whole && space.Parameters.Any(p => p.Name == name && p is RealParameter) ? new ParameterValue.Real(whole.Value) : value;
}
