using static TorchSharp.torch;

namespace Filler.Training;

/// <summary>The eight symmetries of the square: a slice has no preferred direction, so each is as likely as the image itself.</summary>
internal static class Dihedral
{
    public const int Count = 8;

    /// <param name="images">N×1×P×P.</param>
    /// <param name="turn">0 to 7; 0 leaves the images as they are.</param>
    public static Tensor Turn(Tensor images, int turn)
    {
        if (turn == 0) return images;
        var turned = (turn & 3) == 0 ? images : images.rot90(turn & 3, (2, 3));
        return ((turn & 4) == 0 ? turned : turned.flip(3)).contiguous();
    }
}
