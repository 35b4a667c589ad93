"use strict";
// The objective after each epoch: finished trials thin, pruned ones faint, the best thick.
const curvesOption = () => {
  const best = report.best ? report.best.trial : -1;
  const drawn = report.records.filter(t => t.curve.length > 0);
  const values = drawn.flatMap(t => t.curve.map(number)).filter(v => v !== null);
  const order = [...drawn].sort((a, b) => (a.number === best) - (b.number === best));
  const look = trial => trial.number === best ? { color: colour("orange"), width: 3, opacity: 1 }
    : trial.phase === "Succeeded" ? { color: colour("blue"), width: 1.2, opacity: veil(0.55, 0.08) }
    : { color: colour("grey"), width: 1, opacity: veil(0.4, 0.1) };
  const shown = number => [...report.records].find(t => t.number === number);
  return {
    grid: { left: 52, right: 12, top: 40, bottom: 44 },
    legend: { top: 0, left: 0, itemGap: 16, itemWidth: 18, textStyle: { color: colour("soft") }, selectedMode: false, data: ["Best trial", "Finished", "Stopped early"].map(name => ({ name, icon: "roundRect" })), itemHeight: 3 },
    tooltip: { ...tooltip(), trigger: "item", formatter: p => trialTip(shown(+p.seriesId.slice(1))) + "<div class=\"tip\">epoch " + p.value[0] + ": <b>" + short(p.value[1]) + "</b></div>" },
    xAxis: axis({ type: "value", min: 1, nameGap: 28, minInterval: 1, splitLine: { show: false } }, "epoch"),
    yAxis: axis({ type: "value", min: values.length > 0 ? floor(values) : 0 }),
    series: order.map(t => ({
      id: "t" + t.number, name: t.number === best ? "Best trial" : t.phase === "Succeeded" ? "Finished" : "Stopped early", type: "line",
      data: t.curve.map((v, i) => [i + 1, number(v)]), symbol: "circle", symbolSize: 5, showSymbol: t.curve.length === 1, triggerLineEvent: true,
      lineStyle: look(t), itemStyle: { color: look(t).color, opacity: look(t).opacity }, emphasis: { lineStyle: { width: 3, opacity: 1 } }, z: t.number === best ? 5 : 2,
    })),
  };
};
