using System.Diagnostics;
using System.Globalization;

namespace Filler.Bench;

/// <summary>Debian's scipy and scikit-image on one core of the same machine in the same run, written as their users write them.</summary>
internal static class PythonPeer
{
    private const string VolumeSlices = """
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

    // The spheres that a plane meets by numpy over all of them, each disc by scikit-image. Discs without anti-aliased rims, planes along an axis.
    private const string SphereSlices = """
        import sys, time
        import numpy as np
        from skimage.draw import disk
        p = np.load(sys.argv[1]); box, field, n, slices = float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
        scale = n / field
        random = np.random.default_rng(1)
        times = []
        for i in range(slices + 1):
            x0, y0, z0 = random.random(3) * box
            t = time.perf_counter()
            d = np.abs(p[:, 2] - z0); d = np.minimum(d, box - d)
            near = np.flatnonzero(d < p[:, 3])
            x, y = (p[near, 0] - x0) % box, (p[near, 1] - y0) % box
            r = np.sqrt(p[near, 3] ** 2 - d[near] ** 2)
            image = np.zeros((n, n), np.float32)
            for cx, cy, cr in zip(x, y, r):
                for sx in (cx, cx - box) if cx + cr > box else (cx,):
                    for sy in (cy, cy - box) if cy + cr > box else (cy,):
                        if sx - cr < field and sy - cr < field:
                            image[disk((sy * scale, sx * scale), cr * scale, shape=image.shape)] = 1
            times.append(time.perf_counter() - t)
        print(np.median(times[1:]))
        """;

    private const string PairCounts = """
        import sys, time
        import numpy as np
        from scipy.spatial import cKDTree
        p = np.load(sys.argv[1])[:, :3]; box, reach, bins = float(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
        t = time.perf_counter()
        tree = cKDTree(p, boxsize=box)
        counts = tree.count_neighbors(tree, np.linspace(0, reach, bins + 1))
        print(time.perf_counter() - t)
        """;

    /// <summary>Median seconds a slice of map_coordinates (order 1); null where scipy is missing.</summary>
    public static double? VolumeSlice(string path, int pixels, int slices) => Seconds(VolumeSlices, path, pixels, slices);

    /// <summary>Median seconds a slice of spheres.</summary>
    public static double? SphereSlice(string path, double boxNm, double fieldNm, int pixels, int slices) => Seconds(SphereSlices, path, boxNm, fieldNm, pixels, slices);

    /// <summary>Seconds to count the pairs up to a distance: a k-d tree with periodic sides.</summary>
    public static double? PairCorrelation(string path, double boxNm, double reachNm, int bins) => Seconds(PairCounts, path, boxNm, reachNm, bins);

    private static double? Seconds(string program, params object[] arguments)
    {
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python, ["-c", program, .. arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)!)])
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
