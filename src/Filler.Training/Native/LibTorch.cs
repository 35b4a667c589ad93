using System.Runtime.InteropServices;

namespace Filler.Training;

/// <summary>Loads libtorch once per process, before the first use of TorchSharp, from one folder that nothing is copied from.</summary>
/// <remarks>
/// The libraries are loaded by absolute path in order of need; TorchSharp's later load by name meets the ones already mapped. No copy may lie
/// beside the program: two different copies of libtorch_cpu in one process abort it (docs/adr/0004-libtorch-from-one-folder.md).
/// </remarks>
public static class LibTorch
{
    /// <summary>Folder of libtorch.so and its like; overrides the one that the build recorded.</summary>
    public const string FolderVariable = "LIBTORCH_DIR";

    /// <summary>Path of libLibTorchSharp.so; overrides the one that the build recorded.</summary>
    public const string GlueVariable = "LIBTORCHSHARP";

    private static readonly Lock Gate = new();
    private static bool loaded;
    private static nint cudaLibrary;

    /// <summary>Whether the folder holds CUDA; known once loaded.</summary>
    internal static bool HasCuda { get; private set; }

    /// <summary>The folder that was loaded from.</summary>
    internal static string Folder { get; private set; } = "";

    /// <summary>Begins to load in the background: a quarter of a second that need not wait for the trial. What goes wrong is thrown by <see cref="Initialize"/>.</summary>
    public static void BeginLoading()
    {
        var thread = new Thread(() =>
        {
            try
            {
                Initialize();
            }
            catch (LibTorchException)
            {
                // Thrown again to whoever needs the library.
                return;
            }

            FirstUse.Make();
        })
        { IsBackground = true, Name = "libtorch" };
        thread.Start();
        // The end of the process takes libtorch down, under whoever is still in it.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => thread.Join();
    }

    /// <exception cref="LibTorchException">A library is missing or does not load.</exception>
    public static void Initialize()
    {
        lock (Gate)
        {
            if (loaded) return;
            Allocator.KeepLargeBlocks();
            var folder = Folder = Configured(FolderVariable, "Filler.LibTorch.Folder");
            Load(Path.Combine(folder, "libc10.so"));
            Load(Path.Combine(folder, "libtorch_cpu.so"));
            // CUDA is chosen by what the folder holds, and must be mapped before the first use initialises the CPU backend.
            var cuda = Path.Combine(folder, "libtorch_cuda.so");
            HasCuda = File.Exists(cuda);
            if (HasCuda) cudaLibrary = Load(cuda);
            Load(Path.Combine(folder, "libtorch.so"));
            LoadGlue(Configured(GlueVariable, "Filler.LibTorch.Glue"));
            loaded = true;
        }
    }

    /// <summary>To be called between trials of one process: gives back what the last one used, as its end would if it had a process of its own.</summary>
    public static void ReleaseMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        Allocator.GiveBack();
    }

    private static string Configured(string variable, string option) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? set
        : AppContext.GetData(option) as string
        ?? throw new LibTorchException($"libtorch is not configured: set {FolderVariable} to the folder of libtorch.so and {GlueVariable} to libLibTorchSharp.so");

    /// <summary>A function of CUDA's runtime; 0 where there is none.</summary>
    internal static nint CudaFunction(string name) => cudaLibrary != 0 && NativeLibrary.TryGetExport(cudaLibrary, name, out var function) ? function : 0;

    private static nint Load(string path)
    {
        if (!File.Exists(path))
            throw new LibTorchException($"{path} does not exist; set {FolderVariable} to a folder with libtorch 2.10, or restore the packages (make build)");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e)
        {
            throw new LibTorchException($"{path} does not load: {e.Message}", e);
        }
    }

    private static void LoadGlue(string path)
    {
        if (!File.Exists(path)) throw new LibTorchException($"{path} does not exist; set {GlueVariable} to libLibTorchSharp.so of TorchSharp 0.107");
        if (NativeLibrary.TryLoad(path, out _)) return;
        // Debian 12 and Ubuntu 22.04: libstdc++ lacks one symbol version that the library names but never uses.
        var image = File.ReadAllBytes(path);
        if (!VersionNeeds.Weaken(image, "GLIBCXX_3.4.32")) Load(path);
        Load(AnonymousFile.Create("libLibTorchSharp.so", image));
    }
}
