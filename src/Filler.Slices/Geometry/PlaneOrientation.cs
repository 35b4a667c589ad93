namespace Filler.Slices;

/// <summary>Which way planes face.</summary>
public enum PlaneOrientation
{
    /// <summary>Uniform over all rotations: isotropic materials.</summary>
    Random,

    /// <summary>Rows along x, columns along y: the sections of a stack as they were imaged.</summary>
    Xy,

    /// <summary>Rows along x, columns along z.</summary>
    Xz,

    /// <summary>Rows along y, columns along z.</summary>
    Yz,
}
