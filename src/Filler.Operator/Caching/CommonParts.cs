using System.Collections.Concurrent;
using Filler.Api;
using k8s.Models;

namespace Filler.Operator.Caching;

/// <summary>What the cached trials of a study have in common is kept once: of ten thousand trials it is half of their room.</summary>
internal sealed class CommonParts
{
    private const int Most = 1000;

    // A trial in a cluster leaves these out; they follow from its study.
    private static readonly TrialSpec Blank = new();

    private readonly ConcurrentDictionary<string, Parts> byStudy = new();

    /// <summary>The same trial, with parts of others in it; nobody changes an object of a cache.</summary>
    public Trial Share(Trial trial)
    {
        // Studies come and go, and what they shared is found again at no cost.
        if (byStudy.Count >= Most) byStudy.Clear();
        var (metadata, spec, status) = (trial.Metadata, trial.Spec, trial.Status);
        var parts = byStudy.GetOrAdd(spec.StudyUid, _ => new Parts(metadata, spec));
        (trial.ApiVersion, trial.Kind) = (ApiGroup.Qualified, Trial.KindName);
        if (metadata.NamespaceProperty == parts.Namespace) metadata.NamespaceProperty = parts.Namespace;
        // The order is for the worker of its pack; a label of its own is kept as it is.
        if (metadata.Annotations?.Remove(Packs.Order) == true && metadata.Annotations.Count == 0) metadata.Annotations = null;
        if (parts.HasLabels(metadata.Labels)) metadata.Labels = parts.Labels;
        if (parts.HasOwner(metadata.OwnerReferences)) metadata.OwnerReferences = parts.Owners;
        trial.Spec = spec with
        {
            Study = parts.Word(spec.Study),
            StudyUid = parts.Word(spec.StudyUid),
            Task = parts.Word(spec.Task),
            Metric = parts.Word(spec.Metric),
            Explanation = parts.Word(spec.Explanation),
            Dataset = Blank.Dataset,
            Model = Blank.Model,
            Training = Blank.Training,
        };
        trial.Status = status with
        {
            Message = status.Message is { } message ? parts.Word(message) : null,
            Exit = status.Exit is { } exit ? exit with { Message = parts.Word(exit.Message) } : null,
            Result = status.Result is { } result ? result with { Architecture = parts.Word(result.Architecture), Device = parts.Word(result.Device) } : null,
        };
        return trial;
    }

    private sealed class Parts(V1ObjectMeta first, TrialSpec spec)
    {
        private readonly ConcurrentDictionary<string, string> words = new([KeyValuePair.Create(spec.StudyUid, spec.StudyUid)]);

        public string Namespace { get; } = first.NamespaceProperty;

        public Dictionary<string, string> Labels { get; } =
            first.Labels?.Where(l => l.Key != Packs.Label).ToDictionary() ?? [];

        public IList<V1OwnerReference> Owners { get; } = first.OwnerReferences ?? [];

        public bool HasLabels(IDictionary<string, string>? labels) =>
            labels is not null && labels.Count == Labels.Count && labels.All(l => Labels.TryGetValue(l.Key, out var value) && value == l.Value);

        public bool HasOwner(IList<V1OwnerReference>? owners) => owners is [{ } one] && Owners is [{ } known] && one.Uid == known.Uid && one.Name == known.Name && one.Kind == known.Kind && one.Controller == known.Controller && one.BlockOwnerDeletion == known.BlockOwnerDeletion;

        /// <summary>One string for equal texts, as long as there are few.</summary>
        public string Word(string text) => words.TryGetValue(text, out var known) ? known : words.Count < Most ? words.GetOrAdd(text, text) : text;
    }
}
