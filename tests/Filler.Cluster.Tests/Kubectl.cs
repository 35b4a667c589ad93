using System.Diagnostics;
using Filler.TestKit.Cluster;

namespace Filler.Cluster.Tests;

/// <summary>The real kubectl, as a user types it.</summary>
internal static class Kubectl
{
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; with its own words.</exception>
    public static async Task<string> RunAsync(ControlPlane plane, string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo(KubernetesBinaries.Installed.Kubectl, ["--kubeconfig", plane.AdminKubeConfig, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"kubectl {string.Join(' ', arguments)}: {await error}");
    }
}
