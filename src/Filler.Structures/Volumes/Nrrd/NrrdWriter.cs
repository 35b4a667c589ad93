using System.Globalization;
using System.Text;

namespace Filler.Structures;

/// <summary>Writes a volume section by section as NRRD (teem.sourceforge.net/nrrd/format.html): uncompressed, so that it is sliced in place later.</summary>
/// <remarks>The file has its name once it is whole (<see cref="Complete"/>); before, and after a failure, there is none.</remarks>
public sealed class NrrdWriter : IDisposable
{
    private readonly string path;
    private readonly string partial;
    private readonly FileStream stream;
    private readonly VoxelType type;
    private readonly byte[] section;
    private readonly int sections;
    private int written;

    /// <param name="nx">Voxels along x, y, z.</param>
    /// <param name="ny">See <paramref name="nx"/>.</param>
    /// <param name="nz">See <paramref name="nx"/>.</param>
    /// <param name="voxelNm">Edges of a voxel in nm.</param>
    /// <param name="type">One of the types that are kept in memory.</param>
    /// <param name="provenance">What the file says of how it was made: key/value pairs of its header.</param>
    /// <exception cref="StructureFileException">The file cannot be made there.</exception>
    public NrrdWriter(
        string path, int nx, int ny, int nz, (double X, double Y, double Z) voxelNm, VoxelType type, IReadOnlyDictionary<string, string> provenance)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(provenance);
        (this.path, partial, this.type, sections) = (path, path + ".partial", type, nz);
        section = new byte[checked(nx * ny * type.Bytes())];
        var header = Encoding.ASCII.GetBytes(Header(nx, ny, nz, voxelNm, type, provenance));
        try
        {
            stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1);
            stream.Write(header);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw new StructureFileException(path, $"cannot be written: {e.Message}", e);
        }
    }

    /// <param name="grey">nx·ny values, x fastest.</param>
    public void Write(ReadOnlySpan<float> grey)
    {
        if (written == sections) throw new InvalidOperationException($"all {sections} sections are written");
        if (grey.Length * type.Bytes() != section.Length) throw new ArgumentException($"{grey.Length} values for a section of {section.Length / type.Bytes()}", nameof(grey));
        type.Store(grey, section);
        try
        {
            stream.Write(section);
        }
        catch (IOException e)
        {
            throw new StructureFileException(path, $"cannot be written: {e.Message}", e);
        }

        written++;
    }

    /// <summary>Gives the file its name, in place of one that has it.</summary>
    public void Complete()
    {
        if (written < sections) throw new InvalidOperationException($"{written} of {sections} sections are written");
        stream.Dispose();
        File.Move(partial, path, overwrite: true);
    }

    public void Dispose()
    {
        stream.Dispose();
        File.Delete(partial);
    }

    private static string Header(
        int nx, int ny, int nz, (double X, double Y, double Z) voxelNm, VoxelType type, IReadOnlyDictionary<string, string> provenance)
    {
        var text = new StringBuilder("NRRD0005\n");
        Line($"type: {NameOf(type)}");
        Line($"dimension: 3");
        Line($"space dimension: 3");
        Line($"sizes: {nx} {ny} {nz}");
        Line($"space directions: ({voxelNm.X:R},0,0) (0,{voxelNm.Y:R},0) (0,0,{voxelNm.Z:R})");
        Line($"space units: \"nm\" \"nm\" \"nm\"");
        Line($"endian: little");
        Line($"encoding: raw");
        foreach (var (key, value) in provenance) Line($"{Escaped(key)}:={Escaped(value)}");
        return text.Append('\n').ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    // The format's own escapes; what is not ASCII has no place in a header.
    private static string Escaped(string text) =>
        new([.. text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Select(c => c is >= ' ' and <= '~' ? c : '?')]);

    private static string NameOf(VoxelType type) => type switch
    {
        VoxelType.UInt8 => "uint8",
        VoxelType.Int8 => "int8",
        VoxelType.UInt16 => "uint16",
        VoxelType.Int16 => "int16",
        VoxelType.Float32 => "float",
        _ => throw new ArgumentException($"{type} is not kept in memory", nameof(type)),
    };
}
