namespace Filler.Cli.Reports;

/// <summary>The course of the search; the charts are drawn by the page's script.</summary>
internal static class SearchSection
{
    public static Markup Write(ReportDocument report) =>
        report.Records.Count == 0 ? Markup.Empty : Charts(report, Text.Capital(report.Objective.Label));

    private static Markup Charts(ReportDocument report, string label) => Markup.Of($"""
        <section id="search" aria-labelledby="search-title">
          <h2 id="search-title">The search</h2>
          <div class="columns">
            {Chart("history", "Every trial and the best so far", $"{label} of each trial by its number, and the running best")}
            {Chart("curves", "Learning curves", $"{label} after each epoch; the best trial thick, pruned ones faint")}
          </div>
          {(report.Parameters.Count > 0 ? Chart("parallel", "Parameters of every trial", "One line per trial through its parameters and its value; drag along an axis to filter") : Markup.Empty)}
          {(report.Parameters.Any(p => p.Importance is not null) ? Chart("importance", "What mattered", "Share of the objective's variation that each parameter explains") : Markup.Empty)}
        </section>

        """);

    private static Markup Chart(string id, string title, string description) => Markup.Of($"""
        <figure class="chart-figure"><h3>{title}</h3><p class="quiet">{description}</p><div class="chart" id="chart-{id}" role="img" aria-label="{title}: {description}"></div></figure>
        """);
}
