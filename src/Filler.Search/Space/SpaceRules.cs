namespace Filler.Search;

/// <summary>What a space may not be, and what to write instead.</summary>
internal static class SpaceRules
{
    // Up to here every whole number is a double of its own, and a value's index never overflows.
    private const double MostValues = 1L << 53;

    public static Dictionary<string, Parameter> ByName(IReadOnlyList<Parameter> parameters)
    {
        var byName = new Dictionary<string, Parameter>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            if (!byName.TryAdd(parameter.Name, parameter))
                throw new SearchSpaceException(parameter.Name, "path", "stands twice", "search each parameter once");
        }

        return byName;
    }

    public static void Check(Parameter parameter, Dictionary<string, Parameter> byName)
    {
        switch (parameter)
        {
            case IntegerParameter p:
                Ordered(p.Name, p.Min, p.Max, p.Log);
                if (p.Step < 1) throw new SearchSpaceException(p.Name, "step", $"{p.Step} is not above 0", "use a step of at least 1");
                if (Math.Abs((double)p.Min) > MostValues || Math.Abs((double)p.Max) > MostValues)
                    throw new SearchSpaceException(p.Name, "max", $"{p.Min} to {p.Max} is beyond 2^53", "use a narrower range, or double");
                break;
            case RealParameter p:
                if (!double.IsFinite(p.Min)) throw new SearchSpaceException(p.Name, "min", $"{p.Min} is no number", "write a finite number");
                if (!double.IsFinite(p.Max)) throw new SearchSpaceException(p.Name, "max", $"{p.Max} is no number", "write a finite number");
                Ordered(p.Name, p.Min, p.Max, p.Log);
                if (p.Step is { } step && !(step > 0 && double.IsFinite(step)))
                    throw new SearchSpaceException(p.Name, "step", $"{step} is not above 0", "use a step above 0, or none");
                if (!double.IsFinite(p.Max - p.Min)) throw new SearchSpaceException(p.Name, "max", $"{p.Min} to {p.Max} is too wide", "use a narrower range");
                if ((p.Max - p.Min) / p.Step > MostValues)
                    throw new SearchSpaceException(p.Name, "step", $"{p.Step} makes more than 2^53 values", "use a larger step, or none");
                break;
            case ChoiceParameter p:
                if (p.Choices.Count == 0) throw new SearchSpaceException(p.Name, "choice", "is empty", "list at least one value");
                for (var i = 0; i < p.Choices.Count; i++)
                {
                    if (p.Choices.Take(i).Any(c => Domain.Same(c, p.Choices[i])))
                        throw new SearchSpaceException(p.Name, "choice", $"{p.Choices[i]} stands twice", "list each value once");
                }

                break;
            default:
                throw new ArgumentException($"parameter kind {parameter.GetType().Name} is unknown", nameof(parameter));
        }

        foreach (var when in Condition.AllOf(parameter.When)) CheckCondition(parameter.Name, when, byName);
    }

    public static List<Parameter> ParentsFirst(IReadOnlyList<Parameter> parameters, Dictionary<string, Parameter> byName)
    {
        var order = new List<Parameter>(parameters.Count);
        var state = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var parameter in parameters) Visit(parameter);
        return order;

        void Visit(Parameter parameter)
        {
            if (state.TryGetValue(parameter.Name, out var done))
            {
                if (!done) throw new SearchSpaceException(parameter.Name, "when", "depends on itself through other conditions", "break the circle");
                return;
            }

            state[parameter.Name] = false;
            foreach (var when in Condition.AllOf(parameter.When)) Visit(byName[when.Parameter]);
            state[parameter.Name] = true;
            order.Add(parameter);
        }
    }

    private static void Ordered(string name, double min, double max, bool log)
    {
        if (min > max) throw new SearchSpaceException(name, "min", $"{min} is above max {max}", "swap them");
        if (log && min <= 0) throw new SearchSpaceException(name, "min", $"{min} on a log scale", "use a min above 0, or scale: linear");
    }

    private static void CheckCondition(string name, Condition when, Dictionary<string, Parameter> byName)
    {
        if (!byName.TryGetValue(when.Parameter, out var parent))
            throw new SearchSpaceException(name, "when", $"'{when.Parameter}' is not searched", "name a parameter of the space, or drop the condition");
        if (when.AnyOf.Count == 0) throw new SearchSpaceException(name, "when", $"lists no value of '{when.Parameter}'", "list at least one");
        foreach (var value in when.AnyOf)
        {
            // A draw from a continuous range equals a listed value with probability 0.
            if (Domain.Count(parent) is null)
                throw new SearchSpaceException(name, "when", $"'{when.Parameter}' is continuous and never quite {value}", $"give '{when.Parameter}' a step, or list its values under choice");
            if (!Domain.Contains(parent, value))
                throw new SearchSpaceException(name, "when", $"'{when.Parameter}' never has the value {value}", "list values that it can have");
        }
    }
}
