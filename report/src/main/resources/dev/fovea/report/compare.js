// Runs beside each other: a chart for each quantity, in which a run has the same colour everywhere.
"use strict";
(() => {
  const { epochs, charts } = fovea.data("compare-data");
  charts.forEach(chart => fovea.lines(document.getElementById(chart.id), {
    ...chart,
    x: epochs,
    xTitle: "Epoch",
    legend: true, // which run it is, also where but one has such numbers
    // A run that ended earlier has no more values.
    series: chart.series.map(s => ({
      ...s,
      values: epochs.map((_, at) => s.values[at] ?? null),
      colour: fovea.COLOURS[s.run % fovea.COLOURS.length],
      dashed: s.run >= fovea.COLOURS.length,
    })),
  }));
})();
