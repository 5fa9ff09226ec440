// The report of a model: curves, calibration, the plane of images, and pictures that open larger. Without scripts, the tables and pictures stay.
"use strict";
(() => {
  const byId = id => document.getElementById(id);
  const make = (tag, text) => {
    const it = document.createElement(tag);
    if (text !== undefined) it.textContent = text;
    return it;
  };

  /** How did it get there. */
  function course() {
    if (!byId("course-data")) return;
    const { epochs, charts } = fovea.data("course-data");
    charts.forEach(c => fovea.lines(byId(c.id), { x: epochs, xTitle: "Epoch", ...c }));
  }

  /** Can its probabilities be trusted. */
  function trust() {
    const { bins } = fovea.data("trust-data");
    fovea.keep(byId("calibration"), () => ({
      data: { datasets: [
        { type: "line", label: "as sure as right", data: [{ x: 0, y: 0 }, { x: 1, y: 1 }], borderColor: fovea.css("--muted"), borderDash: [5, 5], borderWidth: 1.5, pointRadius: 0 },
        { type: "line", label: "this model", data: bins.map(b => ({ x: b.confidence, y: b.accuracy, count: b.count })),
          borderColor: fovea.css("--accent"), backgroundColor: fovea.css("--accent"), borderWidth: 2, pointRadius: 4, pointHitRadius: 10, clip: false },
      ] },
      options: {
        responsive: true, maintainAspectRatio: false, animation: false, interaction: { mode: "nearest", intersect: true },
        plugins: {
          legend: { labels: { color: fovea.css("--ink"), usePointStyle: true, pointStyle: "line" } },
          tooltip: { filter: item => item.datasetIndex === 1, callbacks: {
            title: () => "",
            label: item => `${item.raw.count} images: said ${fovea.percent(item.raw.x)}, right ${fovea.percent(item.raw.y)}`,
          } },
        },
        scales: {
          x: fovea.axis("How sure it was", { scale: { type: "linear", min: 0, max: 1 }, ticks: { callback: fovea.percent } }),
          y: fovea.axis("How often it was right", { scale: { min: 0, max: 1 }, ticks: { callback: fovea.percent } }),
        },
      },
    }));
  }

  /** Shows the small picture of an image, from the one picture that holds all. */
  function thumbnail(sprite, image, scale) {
    const it = make("div");
    const side = sprite.cell * scale;
    it.style.width = it.style.height = `${side}px`;
    it.style.backgroundImage = `url(${sprite.uri})`;
    it.style.backgroundSize = `${sprite.columns * side}px auto`;
    it.style.backgroundPosition = `-${(image % sprite.columns) * side}px -${Math.floor(image / sprite.columns) * side}px`;
    return it;
  }

  /** Where do images lie. */
  function places() {
    if (!byId("places-data")) return;
    const d = fovea.data("places-data");
    const hover = make("div");
    hover.className = "hover";
    hover.hidden = true;
    document.body.append(hover);
    const said = byId("places-said");
    const words = i => d.predicted[i] === d.labels[i]
      ? d.classes[d.labels[i]]
      : `${d.classes[d.labels[i]]}, taken for ${d.classes[d.predicted[i]]}`;
    const show = (i, x, y) => {
      hover.replaceChildren(thumbnail(d.sprite, i, Math.max(1, Math.round(84 / d.sprite.cell))), make("span", words(i)));
      hover.hidden = false;
      const box = hover.getBoundingClientRect();
      hover.style.left = `${Math.min(x + 16, innerWidth - box.width - 8)}px`;
      hover.style.top = `${Math.max(8, Math.min(y + 16, innerHeight - box.height - 8))}px`;
    };
    const wrong = i => d.predicted[i] !== d.labels[i];

    d.plots.forEach(plot => {
      const canvas = byId(plot.id);
      const points = d.labels.map((label, i) => ({ x: plot.xy[2 * i], y: plot.xy[2 * i + 1], image: i }));
      const sets = d.classes.map((name, c) => ({ name, colour: d.colours[c], points: points.filter(p => d.labels[p.image] === c && !wrong(p.image)) }));
      const mistakes = points.filter(p => wrong(p.image));
      const few = mistakes.length < points.length / 5;
      const it = fovea.keep(canvas, () => ({
        type: "scatter",
        data: { datasets: [
          { label: "mistakes", data: mistakes, pointStyle: "crossRot", pointRadius: few ? 5 : 3, borderWidth: few ? 2 : 1, borderColor: mistakes.map(p => d.colours[d.labels[p.image]]) },
          ...sets.map(s => ({ label: s.name, data: s.points, pointRadius: 2.2, pointHitRadius: 4, borderWidth: 0, backgroundColor: s.colour + "cc" })),
        ] },
        options: {
          responsive: true, maintainAspectRatio: false, animation: false, interaction: { mode: "nearest", intersect: true },
          plugins: { legend: { display: false }, tooltip: { enabled: false } },
          scales: {
            x: fovea.axis("", { scale: { type: "linear" }, ticks: { display: false } }),
            y: fovea.axis("", { ticks: { display: false } }),
          },
          onHover: (event, found) => {
            if (found.length === 0 || !event.native) return void (hover.hidden = true);
            const at = it.chart.data.datasets[found[0].datasetIndex].data[found[0].index];
            show(at.image, event.native.clientX, event.native.clientY);
          },
        },
      }));
      canvas.addEventListener("pointerleave", () => { hover.hidden = true; });
      canvas.addEventListener("blur", () => { hover.hidden = true; });
      // With the keyboard: the mistakes first, then all others.
      const order = [...mistakes, ...points.filter(p => !wrong(p.image))];
      let at = -1;
      canvas.addEventListener("keydown", event => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (event.key === "Escape") hover.hidden = true;
        if (!step || order.length === 0) return;
        event.preventDefault();
        at = (at + step + order.length) % order.length;
        const p = order[at];
        const box = canvas.getBoundingClientRect();
        show(p.image, box.left + it.chart.scales.x.getPixelForValue(p.x), box.top + it.chart.scales.y.getPixelForValue(p.y));
        said.textContent = words(p.image);
      });
    });
  }

  /** What went wrong: each picture opens larger, with what the network looked at. */
  function gallery() {
    const dialog = byId("larger");
    if (!dialog) return;
    const cards = [...document.querySelectorAll(".gallery button[data-mistake]")];
    const mistakes = fovea.data("gallery-data");
    let open = 0;
    const show = n => {
      open = (n + mistakes.length) % mistakes.length;
      const m = mistakes[open];
      byId("larger-title").textContent = `${m.actual}, taken for ${m.predicted}`;
      byId("larger-name").textContent = m.name;
      const itself = { uri: cards[open].querySelector("img").src, title: "The image", alt: m.actual };
      const views = [itself, ...m.views].map(v => {
        const figure = make("figure");
        const image = make("img");
        image.src = v.uri;
        image.alt = v.alt;
        image.className = "pixels";
        figure.append(image, make("figcaption", v.title));
        return figure;
      });
      byId("larger-views").replaceChildren(...views);
      const rows = m.likeliest.map(l => {
        const row = make("tr");
        const name = make("th", l.name);
        name.scope = "row";
        row.append(name, make("td", l.probability));
        return row;
      });
      byId("larger-likeliest").replaceChildren(...rows);
    };
    cards.forEach((card, n) => card.addEventListener("click", () => {
      show(n);
      dialog.showModal();
    }));
    byId("larger-before").addEventListener("click", () => show(open - 1));
    byId("larger-after").addEventListener("click", () => show(open + 1));
    byId("larger-close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("keydown", event => {
      if (event.key === "ArrowRight") show(open + 1);
      if (event.key === "ArrowLeft") show(open - 1);
    });
    dialog.addEventListener("close", () => cards[open].focus());
  }

  /** What does it see: one class at a time. */
  function sight() {
    const choice = byId("sight-class");
    if (!choice) return;
    const parts = [...document.querySelectorAll("[data-sight]")];
    const show = () => parts.forEach(p => { p.hidden = p.dataset.sight !== choice.value; });
    choice.parentElement.hidden = false;
    choice.addEventListener("change", show);
    show();
    // On paper all of them.
    addEventListener("beforeprint", () => parts.forEach(p => { p.hidden = false; }));
    addEventListener("afterprint", show);
  }

  course();
  gallery();
  sight();
  places();
  trust();
})();
