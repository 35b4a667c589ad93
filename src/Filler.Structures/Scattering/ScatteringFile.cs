namespace Filler.Structures;

/// <summary>Reads a scattering curve of any format, told apart by content rather than by the file's ending.</summary>
public static class ScatteringFile
{
    /// <summary>Reads CanSAS 1D XML, NXcanSAS (HDF5) or columns of text.</summary>
    /// <param name="textUnit">The unit of q where the file is text; the others say their own.</param>
    /// <exception cref="StructureFileException">The file cannot be read; the message names line and fix.</exception>
    public static ScatteringCurve Read(string path, QUnit textUnit = QUnit.InverseAngstrom)
    {
        if (NXcanSas.IsOne(path)) return NXcanSas.Read(path);
        foreach (var (_, line) in TextLines.Read(path, 64 << 20))
        {
            var start = line.TrimStart('\uFEFF', ' ', '\t');
            if (start.Length > 0) return start[0] == '<' ? CanSasXml.Read(path) : ColumnText.Read(path, textUnit);
        }

        throw new StructureFileException(path, "empty file: give a CanSAS 1D XML curve or columns of text.");
    }
}
