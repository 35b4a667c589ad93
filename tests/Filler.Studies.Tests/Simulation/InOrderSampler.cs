using Filler.Search;

namespace Filler.Studies.Tests.Simulation;

/// <summary>All combinations of choices and whole numbers in order, the last parameter fastest; null when each has been proposed.</summary>
internal sealed class InOrderSampler : ISampler
{
    public Proposal? Propose(SearchSpace space, IReadOnlyList<Observation> history, ulong seed)
    {
        var tried = history.Select(o => Key(o.Parameters)).ToHashSet();
        return All(space.Parameters, 0).Where(p => !tried.Contains(Key(p))).Select(p => new Proposal(p, "next in order")).FirstOrDefault();
    }

    private static IEnumerable<Dictionary<string, ParameterValue>> All(IReadOnlyList<Parameter> parameters, int index)
    {
        if (index == parameters.Count) return [[]];
        var parameter = parameters[index];
        IEnumerable<ParameterValue> values = parameter switch
        {
            ChoiceParameter choice => choice.Choices,
            IntegerParameter r => Enumerable.Range(0, (int)((r.Max - r.Min) / r.Step) + 1).Select(i => new ParameterValue.Integer(r.Min + (i * r.Step))),
            _ => throw new NotSupportedException($"{parameter.Name} is continuous"),
        };
        return values.SelectMany(v => All(parameters, index + 1).Select(rest => new Dictionary<string, ParameterValue>(rest) { [parameter.Name] = v }));
    }

    private static string Key(IReadOnlyDictionary<string, ParameterValue> point) => string.Join(',', point.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value));
}
