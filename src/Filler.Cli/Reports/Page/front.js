"use strict";
// Every finished trial by two objectives, and the front. With three objectives a front's point may lie behind others in one of the two views.
const frontOption = element => {
  const other = +element.dataset.front, { objectives, points } = report.front;
  const [up, across] = [objectives[0], objectives[other]];
  const on = new Set(points.map(p => p.trial));
  const tip = p => { const trial = report.records.find(t => t.number === p.value[2]); return trial ? trialTip(trial) : ""; };
  const rest = report.records.filter(t => t.objectives && t.repeat === 0 && !on.has(t.number)).map(t => [number(t.objectives[other]), number(t.objectives[0]), t.number]).filter(p => p[0] !== null && p[1] !== null);
  const front = points.map(p => [number(p.values[other]), number(p.values[0]), p.trial]).sort((a, b) => a[0] - b[0]);
  return {
    grid: { left: 60, right: 16, top: 36, bottom: 48 },
    legend: { top: 0, left: 0, itemGap: 16, itemWidth: 12, itemHeight: 12, selectedMode: false, textStyle: { color: colour("soft") }, data: ["Front", "Other trials"] },
    tooltip: { ...tooltip(), trigger: "item", formatter: tip },
    xAxis: axis({ type: across.log ? "log" : "value", scale: true, nameGap: 30, axisLabel: { color: colour("soft"), formatter: short, hideOverlap: true } }, across.label),
    yAxis: axis({ type: up.log ? "log" : "value", scale: true, nameGap: 44, axisLabel: { color: colour("soft"), formatter: short } }, up.label),
    series: [
      { name: "Other trials", type: "scatter", symbolSize: 8, itemStyle: { color: colour("grey"), opacity: veil(0.9, 0.4) }, data: rest },
      // What the front dominates lies behind its stairs.
      ...(objectives.length === 2 ? [{ type: "line", step: across.higherIsBetter ? "start" : "end", symbol: "none", silent: true, data: front.map(p => p.slice(0, 2)), lineStyle: { color: colour("blue"), width: 1.5, opacity: 0.6 } }] : []),
      { name: "Front", type: "scatter", symbolSize: 11, itemStyle: { color: colour("blue") }, data: front },
    ],
  };
};
