using Filler.Api;
using Filler.Cli.Reports;
using Spectre.Console;

namespace Filler.Cli.Screens;

/// <summary>A super-resolution's quality beside that of interpolation, one row a method.</summary>
internal static class RestorationTable
{
    public static Table Of(SuperResolutionResult restored)
    {
        var table = ResultSummary.Plain("Restored evaluation images").AddColumn("method");
        foreach (var column in new[] { "PSNR in dB", "95 %", "SSIM", "95 %" }) table.AddColumn(new TableColumn(column).RightAligned());
        Add("linear interpolation", restored.Linear);
        Add("cubic interpolation", restored.Cubic);
        Add("network", restored.Network);
        return table;

        void Add(string method, ImageQuality q) => table.AddRow(
            method, SuperResolutionWords.Ratio(q.Psnr), $"{q.PsnrLow:0.00}–{q.PsnrHigh:0.00}", SuperResolutionWords.Similarity(q.Ssim), $"{q.SsimLow:0.000}–{q.SsimHigh:0.000}");
    }
}
