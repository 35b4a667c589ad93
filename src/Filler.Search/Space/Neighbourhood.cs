namespace Filler.Search;

/// <summary>Points near a point: what mutation and local search have in common.</summary>
internal static class Neighbourhood
{
    /// <summary>A copy in which some parameters, at least one, have moved: numbers by a normal step along the unit cube, choices to another one.</summary>
    /// <param name="spread">Standard deviation of a step in the unit cube; also how probably a choice changes.</param>
    public static IReadOnlyDictionary<string, ParameterValue> Near(SearchSpace space, IReadOnlyDictionary<string, ParameterValue> point, double spread, SeededRandom random)
    {
        var near = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        // All of a few, or some of many: in high dimension a step in every direction at once leaves the hill.
        var share = random.NextDouble() < 0.5 ? 1 : Math.Max(2.0 / space.Parameters.Count, 0.2);
        foreach (var parameter in space.ParentsFirst)
        {
            if (!SearchSpace.IsActive(parameter, near)) continue;
            var known = point.TryGetValue(parameter.Name, out var value) && Domain.Contains(parameter, value);
            near[parameter.Name] = !known ? Drawn(parameter, random) : random.NextDouble() < share ? Moved(parameter, value!, spread, random) : value!;
        }

        return near;
    }

    /// <summary>A copy with one value changed; parameters that exist only there are drawn, those that no longer exist left out.</summary>
    public static IReadOnlyDictionary<string, ParameterValue> With(SearchSpace space, IReadOnlyDictionary<string, ParameterValue> point, Parameter changed, ParameterValue to, SeededRandom random)
    {
        var other = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var parameter in space.ParentsFirst)
        {
            if (!SearchSpace.IsActive(parameter, other)) continue;
            other[parameter.Name] = parameter == changed ? to : point.TryGetValue(parameter.Name, out var value) ? value : Drawn(parameter, random);
        }

        return other;
    }

    /// <summary>Other values to try: the next ones up and down and some farther along an order, or all the other choices, at most <paramref name="most"/>.</summary>
    public static IEnumerable<ParameterValue> Values(Parameter parameter, ParameterValue value, int most, SeededRandom random)
    {
        var count = Domain.Count(parameter)!.Value;
        var index = Domain.IndexOf(parameter, value);
        if (count - 1 <= most)
        {
            for (var other = 0L; other < count; other++)
            {
                if (other != index) yield return Domain.At(parameter, other);
            }

            yield break;
        }

        if (!UnitCube.IsNumeric(parameter))
        {
            for (var draw = 0; draw < most; draw++) yield return Domain.At(parameter, random.NextLong(count));
            yield break;
        }

        for (var (step, draw) = (1L, 0); draw < most; draw += 2, step *= 3)
        {
            if (index + step < count) yield return Domain.At(parameter, index + step);
            if (index - step >= 0) yield return Domain.At(parameter, index - step);
        }
    }

    public static ParameterValue Drawn(Parameter parameter, SeededRandom random) => parameter is ChoiceParameter choice
        ? choice.Choices[(int)random.NextLong(choice.Choices.Count)]
        : UnitCube.FromUnit(parameter, random.NextDouble());

    private static ParameterValue Moved(Parameter parameter, ParameterValue value, double spread, SeededRandom random)
    {
        if (!UnitCube.IsNumeric(parameter)) return random.NextDouble() < Math.Max(spread, 0.1) ? Drawn(parameter, random) : value;
        var unit = UnitCube.ToUnit(parameter, value);
        return UnitCube.FromUnit(parameter, Math.Clamp(unit + (spread * random.NextNormal()), 0, 1));
    }
}
