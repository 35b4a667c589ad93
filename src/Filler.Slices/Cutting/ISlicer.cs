using Filler.Structures;

namespace Filler.Slices;

/// <summary>Cuts slices out of one structure. Safe for any number of threads at once.</summary>
public interface ISlicer
{
    SliceFrame Frame { get; }

    /// <summary>A plane of random orientation and position, wholly inside what this slicer may see.</summary>
    SlicePlane DrawPlane(RandomStream stream);

    /// <summary>The ideal image: 0 is matrix, 1 is filler.</summary>
    /// <param name="grey">Pixels × Pixels values, row by row; overwritten.</param>
    void Cut(in SlicePlane plane, Span<float> grey);
}
