using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Filler.Worker;

/// <summary>The native functions of the .NET runtime that reading a trial and its images calls.</summary>
/// <remarks>
/// The runtime looks each up at its first call (dlsym), and the system's loader keeps such calls waiting while it maps a library: a sixth of a second for libtorch.
/// Looked up beforehand, they let the trial be read in that time. One that is missing here costs time, nothing else.
/// </remarks>
internal static class NativeEntryPoints
{
    public static async Task LookUpAsync()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData([0]);
        _ = digest.GetCurrentHash();
        Marshal.FreeHGlobal(Marshal.AllocHGlobal(1));
        _ = Guid.NewGuid();
        _ = TimeProvider.System.GetUtcNow();
        using var self = Process.GetCurrentProcess();
        _ = self.StartTime;
        // Any small text will do; this one lies beside every .NET program.
        var text = Path.ChangeExtension(typeof(NativeEntryPoints).Assembly.Location, ".runtimeconfig.json");
        if (File.Exists(text)) await File.ReadAllTextAsync(text);
    }
}
