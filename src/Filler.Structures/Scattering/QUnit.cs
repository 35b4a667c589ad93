namespace Filler.Structures;

/// <summary>The unit of q in a file that does not say it.</summary>
public enum QUnit
{
    /// <summary>1/Å, the custom of small-angle beamlines.</summary>
    InverseAngstrom,

    /// <summary>1/nm.</summary>
    InverseNanometre,
}
