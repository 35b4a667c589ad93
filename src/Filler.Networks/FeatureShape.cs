namespace Filler.Networks;

/// <summary>What flows between two layers, for one image: square maps, or a flat list of features.</summary>
/// <param name="Channels">Maps, or features where flat.</param>
/// <param name="Edge">Pixels along an edge; null where flat.</param>
/// <param name="Orientations">In how many orientations the image is seen; 1 outside of rotations … rotationPooling.</param>
public readonly record struct FeatureShape(int Channels, int? Edge, int Orientations = 1)
{
    public bool IsFlat => Edge is null;

    /// <summary>As Keras writes it: height × width × channels.</summary>
    public override string ToString() => Edge is { } edge ? $"{edge} × {edge} × {Channels}" : $"{Channels} features";
}
