using Filler.Api;
using Filler.Search;

namespace Filler.Studies;

/// <summary>Whose weights a proposal starts from: those of the nearest parent that has finished with the same network.</summary>
internal sealed class Inheritance(StudySpec spec, Ledger ledger)
{
    /// <param name="model">The proposal's network.</param>
    /// <returns>Null where the study does not ask for it, or no parent will do: then the weights come from the seed.</returns>
    public InheritedWeights? Of(Proposal proposal, ModelSpec model)
    {
        if (!spec.Search.InheritWeights || !model.IsNetwork) return null;
        var architecture = Architecture(model);
        foreach (var number in proposal.Parents)
        {
            if (ledger.Find(number) is not { Status: { Phase: TrialPhase.Succeeded, Result.Checkpoint: { Length: > 0 } checkpoint } } parent) continue;
            if (Architecture(parent.Spec.Model) == architecture) return new InheritedWeights { Trial = number, Checkpoint = checkpoint };
        }

        return null;
    }

    // Dropout has no weights. By text, since a record with a list in it compares the list by reference.
    private static string Architecture(ModelSpec model) => FillerJson.Serialize(model.Counted() with { Dropout = 0 });
}
