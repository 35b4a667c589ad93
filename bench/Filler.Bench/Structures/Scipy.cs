using System.Diagnostics;
using System.Globalization;

namespace Filler.Bench;

/// <summary>The peer of volume slices, on one core of the same machine in the same run.</summary>
internal static class Scipy
{
    private const string Program = """
        import sys, time
        import numpy as np
        from scipy.ndimage import map_coordinates
        from scipy.spatial.transform import Rotation
        v = np.load(sys.argv[1], mmap_mode="r"); n = int(sys.argv[2]); slices = int(sys.argv[3])
        g = np.arange(n) - (n - 1) / 2
        a, b = np.meshgrid(g, g, indexing="ij")
        times = []
        for i in range(slices + 1):
            r = Rotation.random(random_state=i).as_matrix()
            points = v.shape[0] / 2 + r[0][:, None, None] * a + r[1][:, None, None] * b
            t = time.perf_counter(); map_coordinates(v, points, order=1, output=np.float32); times.append(time.perf_counter() - t)
        print(np.median(times[1:]))
        """;

    /// <summary>Median seconds a slice; null where scipy is missing.</summary>
    public static double? Seconds(string path, int pixels, int slices)
    {
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python, ["-c", Program, path, pixels.ToString(CultureInfo.InvariantCulture), slices.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? double.Parse(text, CultureInfo.InvariantCulture) : errors.Result.Contains("ModuleNotFound", StringComparison.Ordinal) ? null : throw new InvalidOperationException(errors.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
