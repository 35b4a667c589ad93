using Filler.Structures;

namespace Filler.Datasets;

/// <summary>One structure that explains a measured curve, and how well.</summary>
public sealed record ScatteringSolution(ParticleStructure Structure, ScatteringFit Fit);
