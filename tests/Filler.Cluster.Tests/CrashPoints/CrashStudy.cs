using Filler.Api;
using Filler.TestKit.Studies;
using k8s;

namespace Filler.Cluster.Tests.CrashPoints;

/// <summary>A study whose final record hangs on nothing but its manifest and its uid, however its events interleave.</summary>
/// <param name="Trainer">Of a client past the proxy and the store's folder.</param>
public sealed record CrashStudy(string Name, StudySpec Spec, Func<IKubernetes, string, ScriptedTrainer> Trainer)
{
    /// <summary>What its user does meanwhile, one after the other, once each.</summary>
    public IReadOnlyList<UserAct> Acts { get; init; } = [];

    /// <summary>All runs are of one study: seeds and proposals follow from its uid.</summary>
    public static string Uid => "5d7a1f0e-0000-4000-8000-00000000cafe";

    public Study Study => new() { Metadata = new() { Name = Name }, Spec = Spec };

    public override string ToString() => Name;
}
