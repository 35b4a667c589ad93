using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Filler.Slices;

namespace Filler.Bench;

/// <summary>bench/training/peer_pytorch.py as a process that trains an epoch when it is told to.</summary>
internal sealed class PyTorchPeer : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Process process;
    private readonly string folder;

    private PyTorchPeer(Process process, string folder) => (this.process, this.folder) = (process, folder);

    /// <summary>Null where PyTorch is missing.</summary>
    public static PyTorchPeer? Start(ImageSet images, int batch, int threads, string device)
    {
        if (Python("torch, numpy") is not { } python) return null;
        var folder = Directory.CreateTempSubdirectory("filler-bench-").FullName;
        Write(Path.Combine(folder, "train-images.npy"), images.Images, [images.Count, images.Pixels, images.Pixels]);
        Write(Path.Combine(folder, "train-labels.npy"), images.Labels, [images.Count]);
        var start = new ProcessStartInfo(
            python, [Path.Combine(Checkout(), "bench", "training", "peer_pytorch.py"), folder, "--batch", batch.ToString(CultureInfo.InvariantCulture), "--threads", threads.ToString(CultureInfo.InvariantCulture), "--device", device])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // OpenBLAS has threads of its own.
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        return new PyTorchPeer(Process.Start(start)!, folder);
    }

    public TrainingTurns.Epoch Train() => Ask("train");

    public TrainingTurns.Epoch Evaluate() => Ask("evaluate");

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private TrainingTurns.Epoch Ask(string what)
    {
        process.StandardInput.WriteLine(what);
        process.StandardInput.Flush();
        return JsonSerializer.Deserialize<TrainingTurns.Epoch>(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the peer ended"), Json);
    }

    /// <summary>A Python that has these modules; null where there is none.</summary>
    public static string? Python(string modules)
    {
        var python = Environment.GetEnvironmentVariable("FILLER_PEER_PYTHON") ?? (File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3");
        try
        {
            using var probe = Process.Start(new ProcessStartInfo(python, ["-c", $"import {modules}"]) { RedirectStandardError = true })!;
            probe.StandardError.ReadToEnd();
            probe.WaitForExit();
            return probe.ExitCode == 0 ? python : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The checkout that this program was built in.</summary>
    public static string Checkout()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "FillerOperator.sln"))) return at.FullName;
        }

        throw new FileNotFoundException("FillerOperator.sln is not above the program's folder: run it from a checkout");
    }

    private static void Write(string path, byte[] values, int[] shape)
    {
        using var file = File.Create(path);
        Npy.WriteAsync(file, values, shape, CancellationToken.None).GetAwaiter().GetResult();
    }
}
