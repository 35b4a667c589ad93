namespace Filler.Cli.Reports;

/// <summary>The grid's results laid out as in the source paper.</summary>
internal static class TablesSection
{
    public static Markup Write(ReportDocument report) => report.Tables.Count == 0 ? Markup.Empty : Markup.Of($"""
        <section id="tables" aria-labelledby="tables-title">
          <h2 id="tables-title">{(report.Tables.Count == 1 ? report.Tables[0].Title : "Tables")}</h2>
          {Markup.Join(report.Tables.Select(Table))}
        </section>

        """);

    private static Markup Table(StudyTable table) => Markup.Of($"""
        <div class="scroll"><table class="grid">
          <caption class="quiet">Evaluation slices told right, with the Wilson 95 % interval of the share in per cent</caption>
          <thead><tr>{Heads(table.Labels, "")}{Heads(table.Classes, "number")}</tr></thead>
          <tbody>{Markup.Join(table.Rows.Select((row, i) => Row(table, row, i)))}</tbody>
        </table></div>
        """);

    private static Markup Heads(IReadOnlyList<string> names, string kind) =>
        Markup.Join(names.Select(n => Markup.Of($"""<th scope="col" class="{kind}">{n}</th>""")));

    private static Markup Row(StudyTable table, StudyTableRow row, int index)
    {
        var first = row.Labels.Count > 1 && index > 0 && table.Rows[index - 1].Labels[0] == row.Labels[0] ? 1 : 0;
        return Markup.Of($"""
            <tr class="{(first == 0 && row.Labels.Count > 1 ? "group" : "")}">{Markup.Join(row.Labels.Skip(first).Select((label, i) => Label(table, row, index, label, i + first)))}{Counts(table, row)}</tr>
            """);
    }

    // As in the paper, a field of view is named once for all its rows.
    private static Markup Label(StudyTable table, StudyTableRow row, int index, string label, int column)
    {
        var span = column == 0 && row.Labels.Count > 1 ? table.Rows.Skip(index).TakeWhile(r => r.Labels[0] == row.Labels[0]).Count() : 1;
        return Markup.Of($"""<th scope="{(span > 1 ? "rowgroup" : "row")}" rowspan="{span}">{Text.Tight(label)}</th>""");
    }

    private static Markup Counts(StudyTable table, StudyTableRow row) => row.Counts.Count == 0
        ? Markup.Of($"""<td class="number quiet" colspan="{table.Classes.Count}">not finished</td>""")
        : Markup.Join(row.Counts.Select(c => Markup.Of($"""
            <td class="number">{StudyTableText.Count(c)} <span class="of">of {c.Total}</span><small>{Figures.Percent(new Interval(c.Low, c.High))}</small></td>
            """)));
}
