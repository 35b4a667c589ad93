"use strict";
// Each trial's value by number, and the best so far.
const historyOption = () => {
  const phases = [
    ["Succeeded", "Finished", colour("blue"), "circle", 9], ["Pruned", "Pruned", colour("grey"), "circle", 7], ["Failed", "Failed", colour("orange"), "rect", 8],
    ["Running", "Running", colour("teal"), "diamond", 10], ["Paused", "Paused", colour("teal"), "triangle", 9],
  ];
  const valued = report.records.filter(t => number(t.validationMetric) !== null);
  const better = report.objective.higherIsBetter ? Math.max : Math.min;
  const line = [];
  let best = null;
  for (const trial of valued.filter(t => t.phase === "Succeeded")) {
    best = best === null ? trial.validationMetric : better(best, trial.validationMetric);
    line.push([trial.number, best]);
  }
  if (line.length > 0) line.push([report.records[report.records.length - 1].number, best]);
  return {
    grid: { left: 52, right: 12, top: 40, bottom: 44 },
    legend: { top: 0, left: 0, itemGap: 16, itemWidth: 12, itemHeight: 12, selectedMode: false, data: [{ name: "Best so far", icon: "path://M0 0H14V2H0z" }, ...phases.filter(p => valued.some(t => t.phase === p[0])).map(p => p[1])], textStyle: { color: colour("soft") } },
    tooltip: { ...tooltip(), trigger: "item", formatter: p => p.seriesType === "scatter" ? trialTip(valued.find(t => t.number === p.value[0])) : "" },
    xAxis: axis({ type: "value", min: -0.5, max: report.records.length - 0.5, nameGap: 28, splitLine: { show: false }, minInterval: 1, axisLabel: { color: colour("soft"), showMinLabel: false, showMaxLabel: false } }, "trial"),
    yAxis: axis({ type: "value", min: floor(valued.map(t => t.validationMetric)), nameGap: 40 }),
    series: [
      { name: "Best so far", type: "line", step: "end", data: line, symbol: "none", silent: true, lineStyle: { color: colour("ink"), width: 1.5 }, itemStyle: { color: colour("ink") } },
      ...phases.map(([phase, name, fill, symbol, size]) => ({
        name, type: "scatter", symbol, symbolSize: report.records.length > 300 ? 0.6 * size : size, itemStyle: phase === "Pruned" ? { color: colour("paper"), borderColor: fill, borderWidth: 1.6 } : { color: fill, opacity: veil(0.9, 0.45) },
        data: valued.filter(t => t.phase === phase).map(t => [t.number, t.validationMetric]),
      })).filter(s => s.data.length > 0),
    ],
  };
};
