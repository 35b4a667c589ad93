"use strict";
// Measured points with their errors, the fitted curve, and below it the residuals in units of the error.
const errorBars = { type: "custom", silent: true, z: 1, renderItem: (params, api) => {
  const high = api.coord([api.value(0), api.value(1)]), low = api.coord([api.value(0), api.value(2)]);
  return { type: "line", shape: { x1: high[0], y1: high[1], x2: low[0], y2: low[1] }, style: { stroke: colour("grey"), lineWidth: 1.2 } };
} };

const scatteringOption = element => {
  const fit = report.scattering[+element.dataset.scattering];
  const points = fit.q.map((q, i) => ({ q, measured: fit.measured[i], sigma: fit.sigma[i], fitted: fit.fitted[i] }));
  const positive = points.filter(p => p.measured > 0);
  const residual = points.filter(p => p.sigma > 0).map(p => [p.q, (p.measured - p.fitted) / p.sigma]);
  const reach = Math.max(3, ...residual.map(r => Math.abs(r[1])));
  const power = value => { const n = Math.log10(value); return Math.abs(n - Math.round(n)) < 1e-9 ? "10" + raised(Math.round(n)) : ""; };
  const q = { type: "log", min: Math.min(...fit.q) * 0.95, max: Math.max(...fit.q) * 1.05 };
  return {
    legend: { top: 0, left: 0, textStyle: { color: colour("soft") }, data: ["Measured", "Fitted"] },
    tooltip: { ...tooltip(), trigger: "item", formatter: p => "<div class=\"tip\">q = " + short(p.value[0]) + " nm⁻¹<br>" + escapeHtml(p.seriesName) + " <b>" + short(p.value[1]) + "</b></div>" },
    grid: [{ left: 56, right: 12, top: 34, bottom: 150 }, { left: 56, right: 12, height: 78, bottom: 44 }],
    xAxis: [axis({ ...q, gridIndex: 0, axisLabel: { show: false } }), axis({ ...q, gridIndex: 1, nameGap: 26, axisLine: { onZero: false, lineStyle: { color: colour("grey") } }, axisLabel: { color: colour("soft"), formatter: short, showMinLabel: false, showMaxLabel: false } }, "q in nm⁻¹")],
    yAxis: [
      axis({ type: "log", gridIndex: 0, nameGap: 40, axisLabel: { color: colour("soft"), formatter: power } }, "intensity"),
      axis({ type: "value", gridIndex: 1, nameGap: 40, min: -Math.ceil(reach), max: Math.ceil(reach), interval: Math.ceil(reach) }, "residual / σ"),
    ],
    series: [
      { ...errorBars, data: positive.filter(p => p.measured > p.sigma).map(p => [p.q, p.measured + p.sigma, p.measured - p.sigma]) },
      { name: "Measured", type: "scatter", symbolSize: 5, itemStyle: { color: colour("blue") }, data: positive.map(p => [p.q, p.measured]) },
      { name: "Fitted", type: "line", symbol: "none", lineStyle: { color: colour("orange"), width: 2 }, itemStyle: { color: colour("orange") }, data: points.filter(p => p.fitted > 0).map(p => [p.q, p.fitted]) },
      { name: "Residual", type: "scatter", markLine: { silent: true, symbol: "none", animation: false, label: { show: false }, lineStyle: { color: colour("grey"), type: "solid", width: 1 }, data: [{ yAxis: 0 }] }, xAxisIndex: 1, yAxisIndex: 1, symbolSize: 4, itemStyle: { color: colour("blue") }, data: residual },
    ],
  };
};
