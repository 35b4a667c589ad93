namespace Filler.Operator.Studies;

/// <summary>How many writes of one reconciliation are on their way at once.</summary>
internal static class ParallelWrites
{
    private const int Most = 16;

    public static ParallelOptions Limit(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = Most, CancellationToken = cancellationToken };
}
