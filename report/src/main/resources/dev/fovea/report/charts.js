// Charts of a page, drawn by Chart.js in the page's own colours: they follow a change between light and dark.
"use strict";
const fovea = (() => {
  const COLOURS = ["#1f77b4", "#e07b00", "#2a9d5c", "#c8372d", "#8a63c4", "#8c6d4f", "#d45fa8", "#7a7a7a", "#a3a020", "#17a2b8"];
  const known = [];
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  /** What a script of type application/json holds. */
  const data = id => JSON.parse(document.getElementById(id).textContent);

  function axis(title, more) {
    return {
      title: { display: Boolean(title), text: title, color: css("--muted") },
      ticks: { color: css("--muted"), maxRotation: 0, ...more?.ticks },
      grid: { color: css("--line") },
      border: { color: css("--line") },
      ...more?.scale,
    };
  }

  /** Makes a chart, and makes it anew when the colours of the page change. */
  function keep(canvas, config) {
    const it = { chart: new Chart(canvas, config()), redraw() {
      it.chart.destroy();
      it.chart = new Chart(canvas, config());
    } };
    known.push(it);
    return it;
  }

  const percent = value => (100 * value).toFixed(value > 0.995 && value < 1 ? 2 : 1).replace(/\.0$/, "") + " %";

  /** Curves over x. A value of null is a gap. */
  function lines(canvas, given) {
    let spec = given;
    const datasets = () => spec.series.map((s, i) => ({
      label: s.name,
      data: spec.x.map((x, at) => ({ x, y: s.values[at] })),
      borderColor: s.colour ?? COLOURS[i % COLOURS.length],
      backgroundColor: s.colour ?? COLOURS[i % COLOURS.length],
      borderDash: s.dashed ? [6, 4] : [],
      borderWidth: 2,
      pointRadius: spec.x.length > 40 ? 0 : 3,
      pointHitRadius: 8,
      spanGaps: true,
      tension: 0,
    }));
    const it = keep(canvas, () => ({
      type: "line",
      data: { datasets: datasets() },
      options: {
        responsive: true, maintainAspectRatio: false, animation: false,
        interaction: { mode: "index", intersect: false },
        plugins: {
          legend: { display: spec.legend ?? spec.series.length > 1, labels: { color: css("--ink"), usePointStyle: true, pointStyle: "line" } },
          tooltip: { callbacks: {
            title: items => `${spec.xTitle ?? ""} ${items[0].parsed.x}`.trim(),
            label: item => `${item.dataset.label}: ${spec.percent ? percent(item.parsed.y) : item.parsed.y.toPrecision(4)}`,
          } },
        },
        scales: {
          x: axis(spec.xTitle, { scale: { type: "linear" }, ticks: { precision: 0 } }),
          y: axis(spec.yTitle, {
            scale: spec.log ? { type: "logarithmic" } : spec.fromZero ? { beginAtZero: true } : {},
            ticks: spec.percent ? { callback: percent } : {},
          }),
        },
      },
    }));
    return {
      update(next) {
        spec = { ...spec, ...next };
        it.chart.data.datasets = datasets();
        it.chart.update();
      },
      points: () => it.chart.data.datasets.map(d => d.data.filter(p => p.y != null).length),
    };
  }

  dark.addEventListener("change", () => known.forEach(it => it.redraw()));
  return { lines, keep, axis, css, data, percent, COLOURS };
})();
