namespace Filler.Networks;

/// <summary>A layer with all that it needs to be built.</summary>
/// <param name="Name">Of its weights: <c>conv1</c>, <c>dense2</c>, <c>classes</c>, … counted by kind from 1.</param>
/// <param name="Arguments">One of Filler.Api's layer records.</param>
/// <param name="Kind">By its name in a manifest.</param>
/// <param name="Weights">Trainable numbers.</param>
/// <param name="Flops">Multiplications and additions for one image in all its orientations; of convolutions and dense layers alone.</param>
public sealed record PlannedLayer(string Name, string Kind, object Arguments, FeatureShape Input, FeatureShape Output, long Weights, long Flops);
