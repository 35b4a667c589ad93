namespace Filler.Api;

/// <summary>How a trial is given to a pod that several share (ADR 68): by a label and an annotation of the Trial itself, written before its attempt begins.</summary>
public static class Packs
{
    /// <summary>Label of a Trial: uid of the pod that runs its current attempt.</summary>
    public const string Label = $"{ApiGroup.Name}/pack";

    /// <summary>Annotation of a Trial: the <see cref="RunOrder"/> of its current attempt as JSON, with every section filled in.</summary>
    public const string Order = $"{ApiGroup.Name}/order";
}
