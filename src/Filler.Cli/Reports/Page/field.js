"use strict";
// Measured shares with their intervals by field of view: a line for each combination of the other parameters, told apart by colour, dash and symbol.
const fieldOption = element => {
  const lines = report.fields.lines.slice(0, +element.dataset.lines);
  const looks = [["blue", "circle", "solid"], ["orange", "rect", "solid"], ["teal", "triangle", "solid"], ["ink", "diamond", "dashed"], ["grey", "circle", "dashed"], ["soft", "rect", "dotted"]];
  const name = line => line.label || "Measured";
  const all = lines.flatMap(l => l.points);
  const fields = [...new Set(all.map(p => p.fieldOfViewNm))].sort((a, b) => a - b);
  const wide = fields[fields.length - 1] / fields[0] >= 3;
  const tip = p => "<div class=\"tip\">" + escapeHtml(p.seriesName) + "<br>" + short(p.value[0]) + " nm: <b>" + short(100 * p.value[1]) + " %</b> (" + short(100 * p.value[2]) + "–" + short(100 * p.value[3]) + ")</div>";
  const margin = wide ? [fields[0] * 0.8, fields[fields.length - 1] * 1.25] : [null, null];
  return {
    grid: { left: 56, right: 16, top: 24 + 24 * Math.ceil(lines.length / 2), bottom: 48 },
    legend: { top: 0, left: 0, itemGap: 16, itemWidth: 24, itemHeight: 10, selectedMode: false, textStyle: { color: colour("soft") }, data: lines.map(name) },
    tooltip: { ...tooltip(), trigger: "item", formatter: tip },
    xAxis: axis({ type: wide ? "log" : "value", scale: true, min: margin[0], max: margin[1], nameGap: 30, axisLabel: { color: colour("soft"), formatter: short, hideOverlap: true, showMinLabel: true, showMaxLabel: true, customValues: fields }, axisTick: { show: true, customValues: fields } }, "field of view in nm"),
    yAxis: axis({ type: "value", min: Math.max(0, Math.floor(10 * Math.min(...all.map(p => p.low))) / 10), max: 1, nameGap: 40, axisLabel: { color: colour("soft"), formatter: v => Math.round(100 * v) + " %" } }, "told right"),
    series: lines.flatMap((line, i) => {
      const [hue, symbol, dash] = looks[i % looks.length];
      return [
        { ...errorBars, data: line.points.map(p => [p.fieldOfViewNm, p.high, p.low]) },
        { name: name(line), type: "line", symbol, symbolSize: 9, showSymbol: true, lineStyle: { color: colour(hue), width: 2, type: dash }, itemStyle: { color: colour(hue) }, data: line.points.map(p => [p.fieldOfViewNm, p.accuracy, p.low, p.high]) },
      ];
    }),
  };
};
