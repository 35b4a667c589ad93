"use strict";
// Share told right in each bin of confidence, its size the bin's share of the images; on the diagonal the confidence is true.
const reliabilityOption = () => {
  const bins = report.best.evaluation.reliability, total = bins.reduce((sum, b) => sum + b.count, 0);
  const points = bins.map(b => [b.confidence, b.correct / b.count, b.count]);
  return {
    grid: { left: 60, right: 16, top: 16, bottom: 48 },
    tooltip: { ...tooltip(), trigger: "item", formatter: p => "<div class=\"tip\">confidence " + short(p.value[0]) + "<br>told right <b>" + short(p.value[1]) + "</b> of " + p.value[2] + "</div>" },
    xAxis: axis({ type: "value", min: 0, max: 1, nameGap: 30 }, "confidence"),
    yAxis: axis({ type: "value", min: 0, max: 1, nameGap: 44 }, "share told right"),
    series: [
      { type: "line", symbol: "none", silent: true, lineStyle: { color: colour("grey"), width: 1.5, type: "dashed" }, data: [[0, 0], [1, 1]] },
      { type: "line", symbol: "none", silent: true, lineStyle: { color: colour("blue"), width: 1.5, opacity: 0.6 }, data: points },
      { type: "scatter", symbolSize: p => 6 + 24 * Math.sqrt(p[2] / total), itemStyle: { color: colour("blue"), opacity: 0.85 }, data: points },
    ],
  };
};
