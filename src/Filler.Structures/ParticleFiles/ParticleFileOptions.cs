namespace Filler.Structures;

/// <summary>What a file of particles does not say.</summary>
/// <param name="BoxNm">Edge of the periodic cube in nm; null takes the file's own.</param>
/// <param name="RadiusNm">Radius in nm of particles that the file gives none for.</param>
/// <param name="LengthUnit">The unit of every length in the file: nm, angstrom, um, …</param>
public sealed record ParticleFileOptions(double? BoxNm = null, double? RadiusNm = null, string LengthUnit = "nm");
