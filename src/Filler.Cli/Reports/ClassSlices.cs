namespace Filler.Cli.Reports;

/// <summary>Sample slices of one class.</summary>
/// <param name="Provenance">One line per structure that images were cut from.</param>
/// <param name="Slices">Grey images of P·P bytes, row by row.</param>
internal sealed record ClassSlices(string Name, IReadOnlyList<string> Provenance, IReadOnlyList<byte[]> Slices);
