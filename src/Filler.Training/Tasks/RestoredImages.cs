namespace Filler.Training;

/// <summary>Images side by side, a byte a pixel: of each sample the coarse input (each pixel repeated), the cubic interpolation, the network's, the truth.</summary>
/// <param name="Pixels">Edge P of an image.</param>
/// <param name="Values">Count × 4 × P × P.</param>
public sealed record RestoredImages(int Count, int Pixels, byte[] Values)
{
    public const int Columns = 4;
}
