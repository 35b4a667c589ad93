using System.Runtime.CompilerServices;
using Filler.Api;

namespace Filler.Studies;

/// <summary>Trials as a cluster keeps them, without what follows from their study, and as decisions read them (docs/adr/0046-small-trials.md).</summary>
public static class StoredTrials
{
    // A cached trial is the same object until it changes.
    private static readonly ConditionalWeakTable<Trial, Trial> Restored = [];

    /// <summary>With the study's sections filled in and its epochs unpacked.</summary>
    public static Trial Restore(StudySpec study, Trial stored)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(stored);
        return Restored.GetValue(stored, trial => trial with { Spec = Filled(study, trial.Spec), Status = EpochPacking.Unpack(trial.Status) });
    }

    /// <summary>Its study is over, and nobody decides about it any more: what was filled in takes no room.</summary>
    public static void Release(Trial stored) => Restored.Remove(stored);

    private static TrialSpec Filled(StudySpec study, TrialSpec trial)
    {
        var filled = ParameterPaths.Apply(study, trial.Parameters);
        // Sections that no parameter touches are the study's own: ten thousand trials share them.
        return trial with
        {
            Dataset = Touches("dataset.") ? filled.Dataset : study.Dataset,
            Model = Touches("model.") ? filled.Model : study.Model,
            Training = Touches("training.") ? filled.Training : study.Training,
        };

        bool Touches(string section) => trial.Parameters.Keys.Any(p => p.StartsWith(section, StringComparison.Ordinal));
    }
}
