namespace Filler.Structures;

/// <summary>What is known of touching particles beside the curve: how large an aggregate may be, and how many neighbours a particle has on average.</summary>
/// <remarks>A curve alone leaves both open: reverse Monte Carlo finds the most disordered structure that explains it (McGreevy 2001, section 2.4).</remarks>
internal sealed class ContactConstraints
{
    private readonly SphereGrid grid;
    private readonly double gapNm;
    private readonly int mostInAggregate;
    private readonly double? coordination;
    private readonly double tolerance;
    private readonly List<int> sizesBefore = [];
    private int contactsBefore;
    private long contacts, tried;

    public ContactConstraints(SphereGrid grid, ReverseMonteCarloOptions options)
    {
        (this.grid, gapNm) = (grid, options.ContactGap);
        (mostInAggregate, coordination, tolerance) = (options.MaxAggregateSize ?? int.MaxValue, options.Coordination, options.CoordinationTolerance);
        for (var i = 0; i < grid.Count; i++) contacts += grid.Contacts(i, gapNm);
        contacts /= 2;
        tried = contacts;
    }

    public static ContactConstraints? Of(SphereGrid grid, ReverseMonteCarloOptions options) =>
        options.MaxAggregateSize is null && options.Coordination is null ? null : new ContactConstraints(grid, options);

    /// <summary>What the tried structure adds to χ²: one more point, the mean coordination with its tolerance as error.</summary>
    public double Penalty => coordination is { } asked ? Math.Pow(((2.0 * tried / grid.Count) - asked) / tolerance, 2) : 0;

    /// <summary>Looks at the members before they move.</summary>
    public void Begin(List<int> members)
    {
        contactsBefore = Contacts(members);
        sizesBefore.Clear();
        if (mostInAggregate == int.MaxValue) return;
        foreach (var i in members) sizesBefore.Add(Size(i));
    }

    /// <summary>Whether no aggregate has grown beyond the limit, now that the members have moved. One that was too large from the start may shrink.</summary>
    public bool Allows(List<int> members)
    {
        tried = contacts + Contacts(members) - contactsBefore;
        if (mostInAggregate == int.MaxValue) return true;
        for (var m = 0; m < members.Count; m++)
        {
            var size = Size(members[m]);
            if (size > mostInAggregate && size > sizesBefore[m]) return false;
        }

        return true;
    }

    public void Keep() => contacts = tried;

    public void Forget() => tried = contacts;

    // Contacts among the members count twice before and after alike: they cancel.
    private int Contacts(List<int> members)
    {
        var sum = 0;
        if (coordination is null) return sum;
        foreach (var i in members) sum += grid.Contacts(i, gapNm);
        return sum;
    }

    private int Size(int i) => grid.Touching(i, gapNm, (int)Math.Min(2L * mostInAggregate, grid.Count)).Count;
}
