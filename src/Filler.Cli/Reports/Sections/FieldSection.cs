namespace Filler.Cli.Reports;

/// <summary>Accuracy against field of view; the chart is drawn by the page's script.</summary>
internal static class FieldSection
{
    // More lines than colours and symbols would not be told apart.
    private const int Lines = 6;

    public static Markup Write(ReportDocument report) => report.Fields is not { } fields ? Markup.Empty : Markup.Of($"""
        <section id="field" aria-labelledby="field-title">
          <h2 id="field-title">How large a field of view?</h2>
          <figure class="chart-figure single"><h3>Accuracy by field of view</h3>
            <p class="quiet">Share of the evaluation slices told right, with the Wilson 95 % interval{(fields.Lines.Count > Lines ? $"; the best {Lines} of {fields.Lines.Count:N0} lines" : "")}</p>
            <div class="chart" id="chart-field" data-lines="{Lines}" role="img" aria-label="{Described(fields)}"></div></figure>
        </section>

        """);

    private static string Described(ReportFields fields) => "Accuracy over field of view. " + string.Join("; ", fields.Lines.Take(Lines).Select(l =>
        $"{(l.Label.Length == 0 ? "" : $"{l.Label}: ")}{string.Join(", ", l.Points.Select(p => $"{Figures.Percent(p.Accuracy)} % at {Figures.Short(p.FieldOfViewNm)} nm"))}"));
}
