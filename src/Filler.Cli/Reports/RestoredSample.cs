namespace Filler.Cli.Reports;

/// <summary>A few evaluation slices as a super-resolution's best network restored them.</summary>
/// <param name="Pixels">Edge P of an image.</param>
/// <param name="FieldOfViewNm">Its edge in nm.</param>
/// <param name="Rows">Of each slice four images of P·P bytes: coarse, interpolated, restored, true.</param>
internal sealed record RestoredSample(int Pixels, double FieldOfViewNm, IReadOnlyList<IReadOnlyList<byte[]>> Rows);
