"use strict";
// One line per trial through its parameters and its value. A conditional parameter that a trial does not have is skipped by its line.
const parallelOption = element => {
  const best = report.best ? report.best.trial : -1;
  const valued = report.records.filter(t => number(t.validationMetric) !== null && t.phase !== "Failed");
  const values = valued.map(t => t.validationMetric);
  const narrow = element.clientWidth < 560;
  const label = p => narrow && p.label.length > 9 ? p.label.slice(0, 8) + "…" : p.label;
  // The lines run through the labels: a rim in the paper's colour keeps them readable.
  const halo = { color: colour("ink"), fontSize: narrow ? 10 : 12, textBorderColor: colour("paper"), textBorderWidth: 4 };
  const parameterAxis = (p, dim) => p.choices
    ? { dim, name: label(p), type: "category", data: p.choices }
    : { dim, name: label(p), type: p.log ? "log" : "value", scale: true, minInterval: p.whole ? 1 : undefined, axisLabel: { ...halo, formatter: short } };
  const last = report.parameters.length;
  const line = trial => [...report.parameters.map(p => {
    const value = trial.parameters[p.path];
    return value === undefined || value === null ? "-" : p.choices ? String(value) : value;
  }), trial.validationMetric];
  // Extremes of the colour scale: the upper half of the field is what the eye should tell apart.
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor(sorted.length * 0.1)], high = sorted[sorted.length - 1];
  const ramp = [colour("line"), colour("grey"), colour("blue")];
  return {
    tooltip: { ...tooltip(), trigger: "item", formatter: p => trialTip(valued[p.dataIndex]) },
    visualMap: { show: false, dimension: last, min: low, max: high === low ? low + 1 : high, inRange: { color: report.objective.higherIsBetter ? ramp : [...ramp].reverse() }, seriesIndex: 0 },
    parallel: {
      // Half of the first axis' name lies to its left.
      left: Math.max(46, (narrow ? 2.8 : 3.4) * label(report.parameters[0]).length), right: narrow ? 34 : 70, top: 44, bottom: 26,
      parallelAxisDefault: {
        nameGap: 18, nameTextStyle: { color: colour("ink"), fontSize: narrow ? 10 : 12 }, nameLocation: "end",
        axisLine: { lineStyle: { color: colour("grey") } }, axisTick: { show: false }, axisLabel: halo, minorTick: { show: false },
        areaSelectStyle: { width: 16, borderColor: colour("orange"), color: colour("orange"), opacity: 0.25 },
      },
    },
    parallelAxis: [...report.parameters.map(parameterAxis), { dim: last, name: narrow ? "value" : report.objective.metric, type: "value", scale: true, axisLabel: { ...halo, formatter: short } }],
    series: [
      { type: "parallel", data: valued.map(line), lineStyle: { width: 1.5, opacity: veil(0.75, 0.12) }, emphasis: { lineStyle: { width: 3, opacity: 1 } }, inactiveOpacity: 0.06, activeOpacity: 0.9 },
      { type: "parallel", data: valued.filter(t => t.number === best).map(line), silent: true, lineStyle: { width: 3, opacity: 1, color: colour("orange") }, z: 5, inactiveOpacity: 1, activeOpacity: 1 },
    ],
  };
};
