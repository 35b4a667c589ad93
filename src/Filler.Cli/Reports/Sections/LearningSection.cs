namespace Filler.Cli.Reports;

/// <summary>How many images are enough: the answer, a chart for each curve, what each curve says. The charts are drawn by the page's script.</summary>
internal static class LearningSection
{
    // Beyond these the sentences alone: a page of fifty charts answers nothing.
    private const int Charts = 12;

    public static Markup Write(ReportDocument report) => report.Learning is not { } learning ? Markup.Empty : Markup.Of($"""
        <section id="learning" aria-labelledby="learning-title">
          <h2 id="learning-title">How many images are enough?</h2>
          <p class="answer">{Text.Tight(learning.Answer)}</p>
          <div class="{(learning.Curves.Count == 1 ? "single" : "columns")}">{Markup.Join(learning.Curves.Take(Charts).Select(Chart))}</div>
          {Rest(learning)}
          <p class="quiet">Line: accuracy = a − b·n<sup>−c</sup> fitted to the shares told right of the evaluation slices, weighted by their variances. Band: 95 %, by drawing the shares anew. It covers the
          choice of slices, and the luck of training only where repeats or the misfit of the line show it; beyond the points it holds only if the law does.</p>
        </section>

        """);

    private static Markup Chart(ReportLearningCurve curve, int index) => Markup.Of($"""
        <figure class="chart-figure"><h3>{(curve.Label.Length == 0 ? "Accuracy by number of images" : Text.Tight(Text.Capital(curve.Label)))}</h3>
          <div class="chart" id="chart-learning-{index}" data-learning="{index}" role="img" aria-label="Accuracy over training images per class with the fitted law and its band"></div>
          <figcaption class="quiet">{Text.Tight(curve.Sentence)}</figcaption></figure>
        """);

    private static Markup Rest(ReportLearning learning) => learning.Curves.Count <= Charts ? Markup.Empty : Markup.Of($"""
        <ul class="caveats">{Markup.Join(learning.Curves.Skip(Charts).Select(c => Markup.Of($"<li>{Text.Tight(c.Sentence)}</li>")))}</ul>
        """);
}
