namespace Filler.Slices;

/// <summary>How values between voxels are found.</summary>
public enum Interpolation
{
    /// <summary>Trilinear: no overshoot, slightly blurred between voxels.</summary>
    Linear,

    /// <summary>Cubic convolution (Keys, IEEE Trans. ASSP 29 (1981) 1153, a = −1/2): sharper, may overshoot at edges; some five times as slow.</summary>
    Cubic,

    /// <summary>The nearest voxel: its value as it was measured, noise and all.</summary>
    Nearest,
}
