namespace Filler.Cli.Reports;

/// <summary>Whether the best network's confidence can be believed; drawn by the page's script.</summary>
internal static class CalibrationSection
{
    public static Markup Write(ReportDocument report) => report.Best?.Evaluation is not { } evaluation ? Markup.Empty : Markup.Of($"""
        <section id="calibration" aria-labelledby="calibration-title">
          <h2 id="calibration-title">Confidence</h2>
          <figure class="chart-figure single"><h3>Share told right against confidence</h3>
            <p class="quiet">{Sentence(evaluation.CalibrationError)} Macro F1 is {Figures.Short(evaluation.MacroF1)}{(evaluation.Views > 1 ? $"; each answer is the mean over {evaluation.Views} views of the slice" : "")}.</p>
            <div class="chart" id="chart-reliability" role="img" aria-label="Reliability diagram: share of evaluation slices told right over the network's confidence"></div></figure>
        </section>

        """);

    private static string Sentence(double error) =>
        $"On average over the evaluation slices the confidence is {Figures.Percent(error)} points of per cent away from the share told right (expected calibration error, 15 bins).";
}
