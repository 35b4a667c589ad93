"use strict";
// Measured shares with their intervals, the fitted law and its band; dashed: the goal.
const bandSeries = band => ({ type: "custom", silent: true, z: 0, clip: true, data: [[band[0].images, band[0].low]], renderItem: (params, api) => ({
  type: "polygon",
  shape: { points: [...band.map(b => api.coord([b.images, b.high])), ...band.slice().reverse().map(b => api.coord([b.images, b.low]))] },
  style: { fill: colour("blue"), opacity: 0.14 },
}) });

const learningOption = element => {
  const { goal, curves } = report.learning, curve = curves[+element.dataset.learning];
  const lowest = Math.min(goal, ...curves.flatMap(c => [...c.points.map(p => p.low), ...c.band.map(b => b.low)]));
  const tip = p => "<div class=\"tip\">" + short(p.value[0]) + " images per class<br>" + escapeHtml(p.seriesName) + " <b>" + short(100 * p.value[1]) + " %</b></div>";
  const last = curve.points[curve.points.length - 1].images;
  const band = curve.band.map(b => b.images);
  return {
    grid: { left: 56, right: 16, top: 36, bottom: 48 },
    legend: { top: 0, left: 0, itemGap: 16, itemWidth: 12, itemHeight: 12, selectedMode: false, textStyle: { color: colour("soft") }, data: ["Measured", "Fitted law"] },
    tooltip: { ...tooltip(), trigger: "item", formatter: tip },
    xAxis: axis({ type: "log", min: band[0] * 0.8, max: band[band.length - 1], nameGap: 30, axisLabel: { color: colour("soft"), formatter: short, hideOverlap: true, showMinLabel: false, showMaxLabel: false } }, "training images per class"),
    yAxis: axis({ type: "value", min: Math.max(0, Math.floor(lowest * 10) / 10), max: 1, nameGap: 40, axisLabel: { color: colour("soft"), formatter: v => Math.round(100 * v) + " %" } }, "told right"),
    series: [
      bandSeries(curve.band),
      { name: "Fitted law", type: "line", symbol: "none", lineStyle: { color: colour("blue"), width: 2 }, itemStyle: { color: colour("blue") }, data: curve.band.filter(b => b.images <= last * 1.001).map(b => [b.images, b.fit]) },
      { name: "Fitted law", type: "line", symbol: "none", lineStyle: { color: colour("blue"), width: 2, type: "dotted" }, itemStyle: { color: colour("blue") }, data: curve.band.filter(b => b.images >= last * 0.999).map(b => [b.images, b.fit]) },
      { ...errorBars, data: curve.points.map(p => [p.images, p.high, p.low]) },
      { name: "Measured", type: "scatter", symbolSize: 9, itemStyle: { color: colour("orange") }, data: curve.points.map(p => [p.images, p.accuracy]),
        markLine: { silent: true, symbol: "none", animation: false, label: { formatter: "goal", position: "insideEndTop", color: colour("soft") }, lineStyle: { color: colour("grey"), type: "dashed", width: 1 }, data: [{ yAxis: goal }] } },
    ],
  };
};
