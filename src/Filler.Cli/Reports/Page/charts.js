"use strict";
// What all charts share: the data, the page's colours, encoded tooltips, and drawing again when the window or the colour scheme changes.
const report = JSON.parse(document.getElementById("report-data").textContent);
const charts = [];

const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

const escapeHtml = text => String(text).replace(/[&<>"']/g, c => "&#" + c.charCodeAt(0) + ";");

const short = value => {
  if (value === null || value === undefined || !Number.isFinite(+value)) return "–";
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? scientific(+value) : String(+(+value).toPrecision(4));
};

const raised = exponent => String(exponent).replace(/./g, c => c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[+c]);

const scientific = value => {
  const [digits, exponent] = value.toExponential(2).split("e");
  return (+digits === 1 ? "" : +digits + "·") + "10" + raised(+exponent);
};

// Named floating point literals travel as words.
const number = value => value === null || value === undefined || value === "NaN" || value === "Infinity" || value === "-Infinity" ? null : +value;

const parameterText = value => value === undefined || value === null ? "–" : typeof value === "number" ? short(value) : String(value);

const trialTip = trial => "<div class=\"tip\"><b>Trial " + trial.number + "</b> " + escapeHtml(trial.architecture || "") + ", " + escapeHtml(trial.phase.toLowerCase())
  + "<br>" + escapeHtml(report.objective.label) + " <b>" + short(trial.validationMetric) + "</b><table>"
  + report.parameters.map(p => "<tr><td>" + escapeHtml(p.label) + "</td><td>" + escapeHtml(parameterText(trial.parameters[p.path])) + "</td></tr>").join("")
  + "</table></div>";

const tooltip = () => ({
  backgroundColor: colour("panel"), borderColor: colour("line"), textStyle: { color: colour("ink"), fontSize: 13 }, confine: true, transitionDuration: 0,
});

const axis = (extra, name) => ({
  name, nameLocation: "middle", nameTextStyle: { color: colour("soft"), fontSize: 12 },
  axisLine: { onZero: false, lineStyle: { color: colour("grey") } }, axisTick: { show: false }, axisLabel: { color: colour("soft"), fontSize: 12, hideOverlap: true },
  splitLine: { lineStyle: { color: colour("faint") } }, minorSplitLine: { show: false }, ...extra,
});

const base = option => ({ animation: false, textStyle: { fontFamily: colour("sans"), color: colour("ink") }, aria: { enabled: false }, ...option });

// Many lines thin out, so that their density shows.
const veil = (most, least) => Math.max(least, Math.min(most, 40 * most / Math.max(1, report.records.length)));

// Shares are drawn on their own stretch of the axis: the interesting differences are a few per cent.
const floor = values => {
  const least = Math.min(...values);
  return report.objective.higherIsBetter ? Math.max(0, Math.floor(least * 10) / 10) : 0;
};

const draw = (id, option) => {
  const element = document.getElementById(id);
  if (!element) return;
  // Sharp at any zoom and on paper; thousands of lines are too many elements, though.
  const chart = echarts.init(element, null, { renderer: report.records.length > 300 ? "canvas" : "svg" });
  // Merged, not replaced: a tooltip on show and a filter on an axis outlive a change of size or colours.
  const redraw = () => chart.setOption(base(option(element)));
  redraw();
  charts.push({ chart, redraw });
};
