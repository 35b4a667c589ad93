using System.Globalization;
using Filler.Api;
using Filler.Cli.Pictures;

namespace Filler.Cli.Reports;

/// <summary>A super-resolution's figures beside those of interpolation, and slices to judge by eye: coarse, interpolated, restored, true.</summary>
internal static class RestorationFigure
{
    // What each column is, in the order of a sample's images.
    private static readonly string[] Columns = ["Coarse", "Cubic interpolation", "Network", "Truth"];

    public static Markup Write(SuperResolutionResult restored, RestoredSample? sample) => Markup.Of($"""
        <div class="columns">
            <div>
              <h3>Restored against the truth</h3>
              {Methods(restored)}
            </div>
            <div>
              <h3>By structure</h3>
              {Structures(restored)}
            </div>
          </div>
          {(sample is null ? Markup.Empty : Images(restored, sample))}
        """);

    private static Markup Methods(SuperResolutionResult r) => Markup.Of($"""
        <table class="trials">
          <thead><tr><th scope="col">Method</th><th scope="col">PSNR in dB</th><th scope="col">95 %</th><th scope="col">SSIM</th><th scope="col">95 %</th></tr></thead>
          <tbody>{Row("Linear interpolation", r.Linear)}{Row("Cubic interpolation", r.Cubic)}{Row("Network", r.Network, "best")}</tbody>
        </table>
        <p class="quiet">{Text.Tight($"On the same slices the network gains {SuperResolutionWords.Ratio(r.GainDb)} dB over {r.InterpolationName} interpolation (95 % interval {SuperResolutionWords.Gain(r)}).")}</p>
        """);

    private static Markup Row(string method, ImageQuality q, string kind = "") => Markup.Of($"""
        <tr class="{kind}"><th scope="row">{method}</th><td class="number">{SuperResolutionWords.Ratio(q.Psnr)}</td><td class="number">{Text.Tight($"{q.PsnrLow:0.00}–{q.PsnrHigh:0.00}")}</td><td class="number">{SuperResolutionWords.Similarity(q.Ssim)}</td><td class="number">{Text.Tight($"{q.SsimLow:0.000}–{q.SsimHigh:0.000}")}</td></tr>
        """);

    private static Markup Structures(SuperResolutionResult r) => Markup.Of($"""
        <table class="trials">
          <thead><tr><th scope="col">Structure</th><th scope="col">Slices</th><th scope="col">PSNR</th><th scope="col">SSIM</th><th scope="col">{r.InterpolationName} PSNR</th><th scope="col">{r.InterpolationName} SSIM</th></tr></thead>
          <tbody>{Markup.Join(r.PerStructure.Select(Structure))}</tbody>
        </table>
        """);

    private static Markup Structure(StructureQuality s) => Markup.Of($"""
        <tr><th scope="row">{s.Name}</th><td class="number">{s.Images:N0}</td><td class="number">{SuperResolutionWords.Ratio(s.Psnr)}</td><td class="number">{SuperResolutionWords.Similarity(s.Ssim)}</td><td class="number">{SuperResolutionWords.Ratio(s.InterpolationPsnr)}</td><td class="number">{SuperResolutionWords.Similarity(s.InterpolationSsim)}</td></tr>
        """);

    private static Markup Images(SuperResolutionResult r, RestoredSample sample) => Markup.Of($"""
        <figure class="restored">
            <figcaption class="quiet">{Text.Tight($"The first evaluation slices, {Figures.Short(sample.FieldOfViewNm)} nm × {Figures.Short(sample.FieldOfViewNm)} nm; the coarse axis lies across, {r.Factor} fine pixels of {Figures.Short(sample.FieldOfViewNm / sample.Pixels)} nm to one.")}</figcaption>
            <div class="quad">{Markup.Join(Columns.Select(c => Markup.Of($"""<h3>{c}</h3>""")))}{Markup.Join(sample.Rows.SelectMany((row, i) => row.Select((image, c) => Tile(sample, image, i, c))))}</div>
          </figure>
        """);

    private static Markup Tile(RestoredSample sample, byte[] image, int row, int column)
    {
        var bar = ScaleBar.LengthNm(sample.FieldOfViewNm);
        var width = (100 * bar / sample.FieldOfViewNm).ToString("F2", CultureInfo.InvariantCulture);
        var scale = (row, column) == (0, 0) ? Markup.Of($"""<span class="scale" style="width:{width}%">{Text.Tight($"{Figures.Short(bar)} nm")}</span>""") : Markup.Empty;
        return Markup.Of($"""
            <div class="tile"><img alt="{Columns[column]}, slice {row + 1}" width="{sample.Pixels}" height="{sample.Pixels}" src="data:image/png;base64,{Convert.ToBase64String(GreyPng.Encode(image, sample.Pixels))}">{scale}</div>
            """);
    }
}
