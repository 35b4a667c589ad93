namespace Filler.Studies;

public enum EnoughKind
{
    /// <summary>Within the numbers of images that were tried.</summary>
    Measured,

    /// <summary>With more than were tried, up to a hundred times as many.</summary>
    Extrapolated,

    /// <summary>With more than a hundred times as many as were tried: no curve says how many.</summary>
    Beyond,

    /// <summary>The lower end of the limit itself stays below the goal.</summary>
    Never,
}
