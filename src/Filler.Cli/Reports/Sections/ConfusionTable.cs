using System.Globalization;

namespace Filler.Cli.Reports;

/// <summary>The confusion matrix as a table that is also a heat map: readable without colour, by a screen reader and on paper.</summary>
internal static class ConfusionTable
{
    public static Markup Write(ReportBest best) => Markup.Of($"""
        <div class="scroll"><table class="confusion">
          <caption class="quiet">Rows: what the slice shows. Columns: what the network says. Shares are of the row.</caption>
          <thead><tr><td></td>{Markup.Join(best.PerClass.Select(c => Markup.Of($"""<th scope="col">{c.Name}</th>""")))}</tr></thead>
          <tbody>{Markup.Join(best.ConfusionMatrix.Select((row, i) => Row(best, row, i)))}</tbody>
        </table></div>
        """);

    private static Markup Row(ReportBest best, IReadOnlyList<int> row, int truth)
    {
        var total = Math.Max(1, row.Sum());
        return Markup.Of($"""
            <tr><th scope="row">{best.PerClass[truth].Name}</th>{Markup.Join(row.Select((count, said) => Cell(count, (double)count / total, said == truth)))}</tr>
            """);
    }

    private static Markup Cell(int count, double share, bool right)
    {
        // A mistake of a few per cent must be seen: the root spreads small shares.
        var ink = (100 * Math.Sqrt(share)).ToString("F0", CultureInfo.InvariantCulture);
        var text = share >= 0.45 ? "on-dark" : "on-light";
        return Markup.Of($"""
            <td class="{(right ? "right" : "wrong")} {text}" style="--share:{ink}%">{count:N0}<small>{Text.Tight(Figures.Percent(share) + " %")}</small></td>
            """);
    }
}
