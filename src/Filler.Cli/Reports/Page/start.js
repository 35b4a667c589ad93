"use strict";
draw("chart-history", historyOption);
draw("chart-curves", curvesOption);
draw("chart-parallel", parallelOption);
draw("chart-importance", importanceOption);
draw("chart-reliability", reliabilityOption);
draw("chart-field", fieldOption);
document.querySelectorAll("[data-front]").forEach(element => draw(element.id, frontOption));
document.querySelectorAll("[data-learning]").forEach(element => draw(element.id, learningOption));
document.querySelectorAll("[data-scattering]").forEach(element => draw(element.id, scatteringOption));

const drawAgain = () => charts.forEach(c => { c.chart.resize(); c.redraw(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAgain);
addEventListener("resize", drawAgain);
addEventListener("beforeprint", drawAgain);
