namespace Filler.Training;

/// <summary>A network of the family C{n}F{m}: n blocks of 3×3 convolution, activation and 2×2 max pooling; m dense layers; the class layer.</summary>
/// <param name="ConvLayers">n ≥ 1; each block halves the image and doubles the filters.</param>
/// <param name="Filters">Filters of the first convolution, ≥ 1.</param>
/// <param name="DenseLayers">m ≥ 1.</param>
/// <param name="DenseUnits">Units of the first dense layer, ≥ 2; they fall geometrically to a quarter at the last, as 1024 and 256 in the seed study.</param>
/// <param name="Dropout">Share of activations dropped after each dense layer, in [0, 1).</param>
/// <param name="Activation">relu, leakyRelu, elu, gelu, silu or tanh.</param>
public sealed record NetworkOptions(int ConvLayers, int Filters, int DenseLayers, int DenseUnits, double Dropout, string Activation)
{
    /// <summary><c>C4F2</c>.</summary>
    public string Name => $"C{ConvLayers}F{DenseLayers}";

    /// <summary>Units of dense layer <paramref name="layer"/> (from 0).</summary>
    public int UnitsOf(int layer) =>
        DenseLayers == 1 ? DenseUnits : Math.Max(2, (int)Math.Round(DenseUnits * Math.Pow(0.25, layer / (DenseLayers - 1.0))));

    /// <summary>Filters of block <paramref name="block"/> (from 0).</summary>
    public int FiltersOf(int block) => Filters << block;
}
