using System.ComponentModel;
using System.Diagnostics;

namespace Filler.Cli.Tests.Commands;

/// <summary>What is exported, read by Debian's NumPy and scikit-image.</summary>
public sealed class PythonReadsExportsTests : IDisposable
{
    private const int PackagesMissing = 77;

    private const string Program = """
        import sys
        try:
            import numpy as np
            from skimage import io
        except ImportError as e:
            print(e, file=sys.stderr); sys.exit(77)
        z = np.load(sys.argv[1])
        classes = list(z["classes"])
        for split in ("train", "validation", "evaluation"):
            x, y = z["x_" + split], z["y_" + split]
            seen = {c: 0 for c in classes}
            for image, label in zip(x, y):
                name = classes[label]
                png = io.imread(f"{sys.argv[2]}/{split}/{name}/{seen[name]:06d}.png")
                assert png.dtype == np.uint8 and (png == image).all(), (split, name, seen[name])
                seen[name] += 1
            print(split, x.shape[0], " ".join(classes))
        """;

    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [SkippableFact]
    public async Task Arrays_and_pictures_hold_the_same_images_under_the_same_names()
    {
        await shell.TypeAsync("dataset", "build", shell.Manifest, "--run-folder", shell.Run);
        await shell.TypeAsync("dataset", "export", shell.Run, "--to", shell.At("folders"));
        await shell.TypeAsync("dataset", "export", shell.Run, "--to", shell.At("data.npz"), "--format", "npz");

        var (code, output, errors) = await PythonAsync(Program, shell.At("data.npz"), shell.At("folders"));

        Skip.If(code == PackagesMissing, $"python3-numpy and python3-skimage are needed: {errors.Trim()}");
        Assert.True(code == 0, errors);
        Assert.Equal(["train", "validation", "evaluation"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]));
    }

    private static async Task<(int Code, string Output, string Errors)> PythonAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3", ["-c", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output, await errors);
        }
        catch (Win32Exception e)
        {
            throw new SkipException($"python3 is needed: {e.Message}");
        }
    }
}
