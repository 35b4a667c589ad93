using System.Diagnostics;
using System.Text.Json;

namespace Filler.Structures.Tests;

/// <summary>Volumes that tifffile, h5py, zarr, mrcfile, NumPy and teem wrote, made once for all tests of the class.</summary>
public sealed class ForeignVolumes : IDisposable
{
    // Debian's packages belong to Debian's Python, whichever comes first on the path.
    private static readonly string Python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private const int PackagesMissing = 77;

    private readonly string folder = Directory.CreateTempSubdirectory("filler-volumes-").FullName;

    public ForeignVolumes()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "write_volumes.py"), folder])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var output = python.StandardOutput.ReadToEndAsync();
            var errors = python.StandardError.ReadToEnd();
            python.WaitForExit();
            if (python.ExitCode == PackagesMissing) Missing = $"python3 with tifffile, h5py, zarr, mrcfile and teem's unu is needed: {errors.Trim()}";
            else Assert.True(python.ExitCode == 0, $"{errors} {output.Result}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Missing = $"python3 is needed to write the volumes: {e.Message}";
        }
    }

    /// <summary>Why there are none; null where there are.</summary>
    public string? Missing { get; }

    internal IEnumerable<ForeignCase> Cases() => Directory.EnumerateFiles(folder, "*.json").Where(f => File.Exists(Path.ChangeExtension(f, ".f32"))).Order(StringComparer.Ordinal).Select(f =>
    {
        using var json = JsonDocument.Parse(File.ReadAllText(f));
        var (root, voxel) = (json.RootElement, json.RootElement.GetProperty("voxel"));
        var bytes = File.ReadAllBytes(Path.ChangeExtension(f, ".f32"));
        return new ForeignCase(
            Path.GetFileNameWithoutExtension(f), Path.Combine(folder, root.GetProperty("path").GetString()!), root.GetProperty("dataset").GetString(),
            (root.GetProperty("x").GetInt32(), root.GetProperty("y").GetInt32(), root.GetProperty("z").GetInt32()),
            (voxel[0].GetDouble(), voxel[1].GetDouble(), voxel[2].GetDouble()),
            System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).ToArray());
    });

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
