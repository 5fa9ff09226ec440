// A run while it trains: asks its server each second, and goes to the report when that is there.
"use strict";
(() => {
  const EVERY = 1000;
  const LAST = 50;
  const byId = id => document.getElementById(id);
  const charts = {};
  let shown = "";
  let waited = false;

  const QUANTITIES = {
    trainLoss: "training loss", validationLoss: "validation loss", testLoss: "test loss",
    trainAccuracy: "training accuracy", validationAccuracy: "validation accuracy", testAccuracy: "test accuracy",
    learningRate: "learning rate", imagesPerSecond: "images a second",
  };
  const isShare = key => key.endsWith("Accuracy");
  const number = (key, value) => value === null ? "" : isShare(key) ? fovea.percent(value)
    : key === "imagesPerSecond" ? Math.round(value).toLocaleString("en") : Number(value.toPrecision(4)).toString();

  function draw(id, run, keys, more) {
    const series = keys.filter(key => run.history[key].some(v => v !== null))
      .map(key => ({ name: QUANTITIES[key], values: run.history[key], dashed: key.startsWith("test") }));
    const spec = { x: run.history.epoch, series, xTitle: "Epoch", ...more };
    if (charts[id]) charts[id].update(spec);
    else charts[id] = fovea.lines(byId(id), spec);
  }

  function table(run) {
    const keys = Object.keys(QUANTITIES).filter(key => run.history[key].some(v => v !== null));
    const cell = (tag, text, scope) => {
      const it = document.createElement(tag);
      it.textContent = text;
      if (scope) it.scope = scope;
      return it;
    };
    byId("columns").replaceChildren(cell("th", "Epoch", "col"), ...keys.map(key => cell("th", QUANTITIES[key], "col")));
    const epochs = run.history.epoch;
    const rows = [];
    for (let at = epochs.length - 1; at >= Math.max(0, epochs.length - LAST); at--) {
      const row = document.createElement("tr");
      row.append(cell("th", epochs[at], "row"), ...keys.map(key => cell("td", number(key, run.history[key][at]))));
      rows.push(row);
    }
    byId("rows").replaceChildren(...rows);
  }

  const time = seconds => seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;

  /** How long the epochs that are left take, if they take as long as the last ones. */
  function left(run, done) {
    const last = run.history.seconds.slice(-5);
    if (run.state !== "training" || run.epochs === null || last.length === 0 || done >= run.epochs) return "";
    const each = last.reduce((a, b) => a + b) / last.length;
    return `About ${time((run.epochs - done) * each)} left.`;
  }

  /** Said aloud by a screen reader, so not the same again. */
  function say(words) {
    if (byId("said").textContent !== words) byId("said").textContent = words;
  }

  function words(run, epochs) {
    if (run.problem) return run.problem;
    const of = run.epochs === null ? "" : ` of ${run.epochs}`;
    const all = `The training has ended after ${epochs} epoch${epochs === 1 ? "" : "s"}`;
    if (run.state === "reporting") return `${all}; the report is being made.`;
    if (run.state === "ended") return `${all}.`;
    return epochs === 0 ? "Waiting for the end of the first epoch." : `Epoch ${epochs}${of} is done.`;
  }

  function show(run) {
    const epochs = run.history.epoch.at(-1) ?? 0;
    const part = run.batch && run.batch.epoch > epochs ? run.batch.batch / run.batch.batches : 0;
    say(words(run, epochs));
    byId("progress").hidden = run.epochs === null;
    byId("progress").value = run.state === "training" ? (epochs + part) / (run.epochs ?? 1) : 1;
    byId("left").textContent = left(run, epochs + part);
    const now = JSON.stringify(run.history);
    if (now !== shown && epochs > 0) {
      shown = now;
      draw("live-loss", run, ["trainLoss", "validationLoss", "testLoss"], { fromZero: true });
      draw("live-accuracy", run, ["trainAccuracy", "validationAccuracy", "testAccuracy"], { percent: true });
      draw("live-rate", run, ["learningRate"], { fromZero: true });
      draw("live-speed", run, ["imagesPerSecond"], { fromZero: true });
      table(run);
    }
    byId("report").hidden = !run.report;
    // Who has seen it train wants to see what came of it; who came later is only offered it.
    if (run.report && waited) location.assign("/report");
    waited = !run.report;
  }

  async function ask() {
    let run;
    try {
      const answer = await fetch("/history", { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      run = await answer.json();
    } catch {
      say("The server of this page has ended; these are the last numbers.");
      byId("left").textContent = "";
    }
    if (run) show(run);
    setTimeout(ask, EVERY);
  }

  ask();
})();
