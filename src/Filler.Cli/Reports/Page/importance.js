"use strict";
const importanceOption = element => {
  const known = report.parameters.filter(p => number(p.importance) !== null).sort((a, b) => a.importance - b.importance);
  element.style.height = 40 + 34 * known.length + "px";
  return {
    grid: { left: 8, right: 60, top: 4, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: axis({ type: "value", min: 0, axisLabel: { show: false }, splitLine: { show: false }, axisLine: { show: false } }),
    yAxis: axis({ type: "category", data: known.map(p => p.path), axisLine: { show: false }, axisLabel: { color: colour("ink"), fontSize: 13 } }),
    series: [{
      type: "bar", data: known.map(p => p.importance), barMaxWidth: 16, itemStyle: { color: colour("blue"), borderRadius: [0, 3, 3, 0] },
      label: { show: true, position: "right", color: colour("soft"), formatter: p => (100 * p.value).toFixed(0) + " %" },
    }],
  };
};
