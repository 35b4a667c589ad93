using System.Globalization;

namespace Filler.Structures;

/// <summary>
/// Writer of the CSV that <see cref="ParticleFile"/> reads: a comment with the box, the header x,y,z,r, one row per particle, in nm.
/// </summary>
public static class ParticleCsv
{
    /// <summary>Writes beside the target and then renames, so that a reader never meets half a file; numbers come back bit for bit.</summary>
    public static void Write(string path, ParticleStructure structure)
    {
        ArgumentNullException.ThrowIfNull(structure);
        var partial = path + ".partial";
        using (var writer = new StreamWriter(partial) { NewLine = "\n" })
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# boxNm={structure.BoxNm:R}"));
            writer.WriteLine("x,y,z,r");
            for (var i = 0; i < structure.Count; i++)
            {
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{structure.X[i]:R},{structure.Y[i]:R},{structure.Z[i]:R},{structure.Radius[i]:R}"));
            }
        }

        File.Move(partial, path, overwrite: true);
    }
}
