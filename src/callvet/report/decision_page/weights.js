"use strict";
(() => {
  const table = JSON.parse(document.getElementById("table").textContent);
  const byId = (id) => document.getElementById(id);
  const svg = "http://www.w3.org/2000/svg";
  const groupOf = [];
  table.groups.forEach((members, group) => members.forEach((member) => { groupOf[member] = group; }));
  let points, shares;

  // The exact sum of binary numbers, rounded once, as Python's math.fsum (Shewchuk 1997).
  function sum(numbers) {
    const partials = [];
    for (let x of numbers) {
      let kept = 0;
      for (let y of partials) {
        if (Math.abs(x) < Math.abs(y)) { [x, y] = [y, x]; }
        const high = x + y;
        const low = y - (high - x);
        if (low) { partials[kept] = low; kept += 1; }
        x = high;
      }
      partials.length = kept;
      partials.push(x);
    }
    return partials.reduceRight((total, part) => total + part, 0);
  }

  const total = (members) => sum(members.map((member) => points[member]));

  // How a group's weight is split stays known while the group weighs nothing.
  function keepShares(members) {
    const whole = total(members);
    members.forEach((member) => { if (whole > 0) { shares[member] = points[member] / whole; } });
  }

  function begin(weights) {
    points = weights.map((weight) => 100 * weight);
    shares = points.map(() => 0);
    table.groups.forEach((members) => {
      members.forEach((member) => { shares[member] = 1 / members.length; });
      keepShares(members);
    });
    tell();
  }

  function ranked(weights) {
    const scores = table.scores.map((row) => Math.min(100, sum(row.map((score, place) => weights[place] * score))));
    const order = scores.map((score, vendor) => ({ score, vendor, worth: Math.round(score * 1e9) }));
    order.sort((one, other) => other.worth - one.worth || (table.vendors[one.vendor].id < table.vendors[other.vendor].id ? -1 : 1));
    return order.map((one) => ({ ...one, rank: order.findIndex((other) => other.worth === one.worth) + 1 }));
  }

  function part(tag, kind, text) {
    const made = document.createElement(tag);
    made.className = kind;
    made.textContent = text;
    return made;
  }

  function bar(score) {
    const drawn = document.createElementNS(svg, "svg");
    const marks = [["track", 100, 0, 10], ["shown", score, 1, 8]];
    Object.entries({ class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" })
      .forEach(([name, value]) => drawn.setAttribute(name, value));
    marks.forEach(([kind, width, y, height]) => {
      const mark = document.createElementNS(svg, "rect");
      Object.entries({ class: kind, width, y, height }).forEach(([name, value]) => mark.setAttribute(name, value));
      drawn.append(mark);
    });
    return drawn;
  }

  function moved(by) {
    if (!by) { return part("span", "moved", ""); }
    const made = part("span", "moved", (by > 0 ? "\u25B2" : "\u25BC") + Math.abs(by));
    made.title = (by > 0 ? "up " : "down ") + Math.abs(by) + " from the ranking above";
    return made;
  }

  function list(order) {
    byId("anew").replaceChildren(...order.map((one) => {
      const vendor = table.vendors[one.vendor];
      const item = document.createElement("li");
      item.dataset.vendor = vendor.id;
      item.dataset.score = String(one.score);
      item.dataset.rank = String(one.rank);
      item.append(part("span", "rank", String(one.rank)), part("span", "name", vendor.name), bar(one.score),
        part("span", "points", one.score.toFixed(1)), moved(vendor.rank - one.rank));
      return item;
    }));
  }

  const percent = (share) => (100 * share).toFixed(share < 0.0995 && share > 0 ? 1 : 0) + "%";

  function show(id, amount, weight) {
    const slider = byId(id);
    if (!slider) { return; }
    if (slider !== document.activeElement || Math.abs(slider.valueAsNumber - amount) > 0.005) { slider.value = String(amount); }
    slider.setAttribute("aria-valuetext", percent(weight) + " of all");
    slider.parentElement.querySelector("output").textContent = percent(weight);
  }

  function tell() {
    const all = sum(points);
    const weights = points.map((amount) => (all > 0 ? amount / all : 0));
    table.groups.forEach((members, group) => {
      show("g" + group, total(members), sum(members.map((member) => weights[member])));
    });
    weights.forEach((weight, place) => show("c" + place, points[place], weight));
    if (!(all > 0)) {
      byId("verdict").textContent = "Give at least one criterion a weight.";
      byId("anew").replaceChildren();
      byId("yaml").textContent = "";
      return;
    }
    const order = ranked(weights);
    const first = order.filter((one) => one.rank === 1).map((one) => table.vendors[one.vendor].name);
    const ahead = order.length > first.length ? (order[0].score - order[first.length].score).toFixed(1) + " points ahead." : "";
    byId("verdict").textContent = first.join(" and ") + (first.length > 1 ? " share the lead with " : " leads with ") +
      order[0].score.toFixed(1) + " of 100" + (ahead ? ", " + ahead : ".");
    list(order);
    byId("yaml").textContent = "weights:\n" +
      points.map((amount, place) => "  " + JSON.stringify(table.criteria[place]) + ": " + plain(amount) + "\n").join("");
  }

  // Digits without an exponent, as needs.yaml takes them.
  const plain = (amount) => amount.toFixed(12).replace(/\.?0+$/, "");

  function moveGroup(group, amount) {
    table.groups[group].forEach((member) => { points[member] = amount * shares[member]; });
    tell();
  }

  function moveCriterion(place, amount) {
    points[place] = amount;
    keepShares(table.groups[groupOf[place]]);
    tell();
  }

  document.querySelectorAll("#try input").forEach((slider) => {
    const place = Number(slider.id.slice(1));
    const move = slider.id.startsWith("g") ? moveGroup : moveCriterion;
    slider.addEventListener("input", () => move(place, slider.valueAsNumber));
  });
  byId("preset").addEventListener("change", (event) => begin(table.presets[event.target.value] || table.weights));
  byId("back").addEventListener("click", () => {
    byId("preset").value = "";
    begin(table.weights);
  });
  byId("try").hidden = false;
  begin(table.weights);
})();
