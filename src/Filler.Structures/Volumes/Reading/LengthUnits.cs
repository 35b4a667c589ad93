namespace Filler.Structures;

/// <summary>Units of length as microscopes' files write them.</summary>
internal static class LengthUnits
{
    /// <summary>Nanometres in one unit; null where the word is no unit of length.</summary>
    public static double? Nm(string unit) => unit.Trim().ToLowerInvariant() switch
    {
        "nm" or "nanometer" or "nanometre" or "nanometers" => 1,
        // ImageJ writes the micro sign as an escape, others as u or as either Greek letter.
        "µm" or "μm" or "um" or "\\u00b5m" or "micron" or "microns" or "micrometer" or "micrometre" => 1e3,
        "a" or "å" or "angstrom" or "ångström" => 0.1,
        "pm" or "picometer" => 1e-3,
        "mm" or "millimeter" or "millimetre" => 1e6,
        "cm" or "centimeter" => 1e7,
        "m" or "meter" or "metre" => 1e9,
        "inch" or "in" => 25.4e6,
        _ => null,
    };
}
