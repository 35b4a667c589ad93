using System.Runtime.CompilerServices;
using Filler.Api;

namespace Filler.Studies;

/// <summary>
/// Ledgers between decisions, so that one costs what changed since the one before (docs/adr/0018-decisions-cost-what-changed.md). Nothing follows from it but
/// speed: records never change in place, so a ledger that has followed them equals a new one, and whoever finds none, or one of another search, makes one.
/// </summary>
internal sealed class LedgerMemory
{
    // Kept beside the first record, and gone with it: nobody has to say that a study is over.
    private static readonly ConditionalWeakTable<Trial, StrongBox<LedgerMemory?>> Remembered = [];

    private LedgerMemory(string uid, Ledger ledger, StudyContext context) => (Uid, Ledger, Context) = (uid, ledger, context);

    private string Uid { get; }

    public Ledger Ledger { get; }

    /// <summary>That which the ledger's history belongs to; like the one asked for.</summary>
    public StudyContext Context { get; }

    /// <summary>Up to date. Taken out, so that of two decisions at once each has its own.</summary>
    /// <exception cref="ArgumentException">See <see cref="Ledger.Of"/>.</exception>
    public static LedgerMemory Take(Study study, IReadOnlyList<Trial> trials, StudyContext context)
    {
        if (trials.Count > 0 && Remembered.TryGetValue(trials[0], out var box) && Interlocked.Exchange(ref box.Value, null) is { } known
            && known.Uid == study.Metadata.Uid && known.Context.IsLike(context) && known.Ledger.Follow(trials))
        {
            return known;
        }

        return new LedgerMemory(study.Metadata.Uid, Ledger.Of(study, trials), context);
    }

    public void Keep(IReadOnlyList<Trial> trials)
    {
        if (trials.Count > 0) Remembered.GetValue(trials[0], _ => new StrongBox<LedgerMemory?>()).Value = this;
    }
}
