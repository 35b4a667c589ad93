using CsCheck;

namespace Filler.Search.Tests;

/// <summary>Spaces of every shape: each parameter of any kind, and dependent on any one or two before it.</summary>
internal static class RandomSpaces
{
    /// <summary>Finitely many points, at most <paramref name="mostPoints"/>.</summary>
    public static Gen<SearchSpace> Finite(int mostPoints) => Of(Discrete).Where(s => s.Cardinality <= mostPoints);

    /// <summary>Continuous parameters too.</summary>
    public static Gen<SearchSpace> Any => Of(Gen.OneOf(
        Discrete,
        Gen.Select(Gen.Double[-5, 5], Gen.Double[0.1, 9], (min, span) => (Parameter)new RealParameter("", min, min + span)),
        Gen.Select(Gen.Double[1e-6, 1], Gen.Double[2, 1000], (min, ratio) => (Parameter)new RealParameter("", min, min * ratio, Log: true))));

    private static Gen<Parameter> Discrete => Gen.OneOf(
        Gen.Select(Gen.Int[-9, 9], Gen.Int[0, 6], Gen.Int[1, 3], (min, span, step) => (Parameter)new IntegerParameter("", min, min + span, step)),
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 6], (min, span) => (Parameter)new IntegerParameter("", min, min + span, Log: true)),
        Gen.Select(Gen.OneOf(Gen.Const(0.1), Gen.Const(0.25), Gen.Const(0.3)), Gen.Int[0, 5], (step, n) => (Parameter)new RealParameter("", -0.2, -0.2 + (n * step), Step: step)),
        Gen.Select(Gen.Int[1, 4], Gen.Bool, (n, ordered) => (Parameter)new ChoiceParameter("", [.. Enumerable.Range(0, n).Select(i => Spaces.Whole(i * i))], ordered)));

    private static Gen<SearchSpace> Of(Gen<Parameter> kinds) =>
        Gen.Select(kinds, Gen.Int[-3, 20], Gen.ULong).Array[1, 6].Select(all =>
        {
            var parameters = new List<Parameter>();
            foreach (var (kind, parent, seed) in all) parameters.Add(kind with { Name = $"p{parameters.Count}", When = On(parameters, parent, seed, joined: seed % 3 == 0) });
            return new SearchSpace(parameters);
        });

    // Values of the parent as it gives them itself: draws of a space of its own.
    private static Condition? On(List<Parameter> before, int parent, ulong seed, bool joined)
    {
        if (parent < 0 || before.Count == 0 || before[parent % before.Count] is RealParameter { Step: null }) return null;
        var chosen = before[parent % before.Count];
        var alone = new SearchSpace([chosen with { When = null }]);
        return new Condition(chosen.Name, [.. Enumerable.Range(0, 2).Select(i => new RandomSampler().Propose(alone, [], seed + (ulong)i)!.Parameters[chosen.Name]).Distinct()],
            joined ? On(before, parent + 1 + (int)(seed % 5), seed / 7, joined: false) : null);
    }
}
