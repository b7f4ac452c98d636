/* A memory to draw on: the package's Hebbian network in whole numbers, and a pad that shows it.
   A field here is N times that of hopfield_lessons, so that a tie is exactly 0. */
"use strict";
(() => {
  const product = (a, b) => a.reduce((sum, spin, i) => sum + spin * b[i], 0);
  const overlap = (pattern, state) => product(pattern, state) / state.length;

  // What unit j tells unit i: N w_ij s_j. The diagonal of the weights is zero.
  const heard = (patterns, state, i, j) =>
    i === j ? 0 : state[j] * patterns.reduce((sum, p) => sum + p[i] * p[j], 0);

  function fields(patterns, state) {
    const products = patterns.map(p => product(p, state));
    return Array.from(state, (spin, i) =>
      patterns.reduce((sum, p, mu) => sum + p[i] * products[mu], -patterns.length * spin));
  }

  function energy(patterns, state) {
    const squares = patterns.reduce((sum, p) => sum + product(p, state) ** 2, 0);
    return (patterns.length * state.length - squares) / (2 * state.length);
  }

  const TIES = { keep: spin => spin, plus: () => 1, flip: spin => -spin };
  const answer = (field, spin, ties, toss) =>
    field ? Math.sign(field) : ties === "random" ? (toss() < 0.5 ? -1 : 1) : TIES[ties](spin);

  // One sweep in the order given. The numbers of the units that turned come back; state changes.
  function sweep(patterns, state, order, ties, toss) {
    const turned = [];
    for (const i of order) {
      const spin = answer(fields(patterns, state)[i], state[i], ties, toss);
      if (spin !== state[i]) { state[i] = spin; turned.push(i); }
    }
    return turned;
  }

  function together(patterns, state, ties, toss) {
    return fields(patterns, state).map((field, i) => answer(field, state[i], ties, toss));
  }

  function recall(patterns, start, order, ties = "keep", most = 1000) {
    const state = Array.from(start), flipped = [], energies = [energy(patterns, state)];
    for (let sweeps = 0; sweeps < most; sweeps++) {
      const turned = sweep(patterns, state, order, ties, Math.random);
      if (!turned.length) return { state, flipped, energies, sweeps, converged: true };
      flipped.push(...turned);
      energies.push(energy(patterns, state));
    }
    return { state, flipped, energies, sweeps: most, converged: false };
  }

  // Coefficients of all symmetric mixtures of an odd number, those of few patterns first.
  function mixtures(count) {
    let rows = [[]];
    for (let mu = 0; mu < count; mu++) rows = rows.flatMap(row => [0, 1, -1].map(c => [...row, c]));
    const parts = row => row.filter(Boolean).length;
    return rows.filter(row => parts(row) % 2 && row.find(Boolean) === 1)
      .sort((a, b) => parts(a) - parts(b));
  }

  // As classify of the package for up to six patterns, where it compares all mixtures too.
  function classify(patterns, state, tolerance = 0.9) {
    const size = state.length, overlaps = patterns.map(p => overlap(p, state));
    let best = [[], 0];
    for (const row of mixtures(patterns.length)) {
      const mixed = state.map((_, i) => Math.sign(row.reduce((sum, c, mu) => sum + c * patterns[mu][i], 0)));
      const match = product(mixed, state);
      if (Math.abs(match) > Math.abs(best[1])) best = [row.map(c => (c ? c * Math.sign(match) : 0)), match];
    }
    const match = Math.abs(best[1]) / size, parts = best[0].filter(Boolean).length;
    if (parts > 1 && match >= (1 + tolerance) / 2) return { name: "mixture", coefficients: best[0] };
    const sizes = overlaps.map(Math.abs), most = Math.max(...sizes);
    const nearest = overlaps.includes(most) ? overlaps.indexOf(most) : sizes.indexOf(most);
    if (most < tolerance) return { name: "other", coefficients: [] };
    const sign = Math.sign(overlaps[nearest]);
    return { name: sign > 0 ? "pattern" : "reversed",
      coefficients: patterns.map((_, mu) => (mu === nearest ? sign : 0)) };
  }

  globalThis.hopfield = { overlap, heard, fields, energy, answer, recall, together, classify };
})();

/* The pad itself: every element .hl-pad of a page becomes one. */
(() => {
  const { overlap, fields, energy, answer, together, classify, heard } = globalThis.hopfield;
  const SIDE = 8, N = SIDE * SIDE, MOST = 6, KEY = "#pad=";
  const PICTURES = {
    heart: ".##..##.########################.######...####.....##...........",
    anchor: "...##......##....######....##...#..##..##..##..###.##.##.######.",
    chequers: "##..##..##..##....##..##..##..####..##..##..##....##..##..##..##",
  };
  const read = text => Array.from(text, mark => (mark === "#" ? 1 : -1));
  const write = state => state.map(spin => (spin > 0 ? "#" : ".")).join("");
  const rows = state => write(state).match(/.{8}/g).join("\n");
  const number = x => x.toFixed(2).replace("-", "−");
  const html = `
    <div class="hl-pad-board" role="group" aria-label="8 by 8 pixels: arrow keys move, space turns one"></div>
    <div class="hl-pad-side"><div class="hl-pad-memories" role="group" aria-label="Memories"></div>
      <p>Energy <output class="hl-pad-energy"></output></p><p class="hl-pad-heard"></p></div>
    <div class="hl-pad-keys">
      <button data-do="damage">Damage</button><button data-do="step">One step</button>
      <button data-do="play">Play</button><button data-do="remember">Remember this drawing</button>
      <label>Order <select class="hl-pad-order"><option>random<option>sequential<option>synchronous</select></label>
      <label>Ties <select class="hl-pad-ties"><option>keep<option>plus<option>random<option>flip</select></label></div>
    <p class="hl-pad-said" role="status"></p>
    <details><summary>The drawing as text, for <code>hl.picture</code></summary>
      <textarea rows="8" cols="10" spellcheck="false" aria-label="The drawing as text"></textarea>
      <button data-do="take">Draw this text</button></details>`;

  function shuffled(count) {
    const order = [...Array(count).keys()];
    for (let i = count - 1; i; i--) {
      const k = Math.floor(Math.random() * (i + 1));
      [order[i], order[k]] = [order[k], order[i]];
    }
    return order;
  }

  function begin(root) {
    root.innerHTML = html;
    const $ = name => root.querySelector(name);
    let memories = Object.entries(PICTURES).map(([name, text]) => [name, read(text)]);
    let state = read(PICTURES.anchor), queue = [], quiet = 0, timer = 0, ink = 0, at = 0, own = 0;
    const patterns = () => memories.map(memory => memory[1]);
    const say = text => { $(".hl-pad-said").textContent = text; };
    const cells = state.map((_, i) => {
      const cell = document.createElement("button");
      cell.dataset.unit = i;
      cell.tabIndex = i ? -1 : 0;
      $(".hl-pad-board").append(cell);
      return cell;
    });

    function fromAddress() {
      const parts = location.hash.startsWith(KEY) && decodeURIComponent(location.hash.slice(KEY.length)).split(";");
      if (!parts || !parts.every((part, k) => (k ? /^[\w]+:[#.]{64}$/ : /^[#.]{64}$/).test(part))) return;
      state = read(parts[0]);
      memories = parts.slice(1, 1 + MOST).map(part => part.split(":")).map(([name, text]) => [name, read(text)]);
      own = memories.length;
    }
    function toAddress() {
      const text = [write(state), ...memories.map(([name, pattern]) => `${name}:${write(pattern)}`)].join(";");
      history.replaceState(history.state, "", KEY + encodeURIComponent(text));
    }
    function draw() {
      cells.forEach((cell, i) => {
        cell.setAttribute("aria-pressed", state[i] > 0);
        cell.setAttribute("aria-label", `row ${Math.floor(i / SIDE) + 1}, column ${i % SIDE + 1}`);
      });
      $(".hl-pad-energy").textContent = number(energy(patterns(), state));
      $("textarea").value = rows(state);
      root.querySelectorAll("meter").forEach((meter, mu) => {
        const m = overlap(memories[mu][1], state);
        meter.value = m;
        meter.nextSibling.textContent = number(m);
      });
      hear();
    }
    function hear() {
      const voices = patterns().length ? state.map((_, j) => heard(patterns(), state, at, j)) : [0];
      const up = voices.filter(v => v > 0).length, down = voices.filter(v => v < 0).length;
      $(".hl-pad-heard").textContent = `Unit ${at} hears ${number((fields(patterns(), state)[at] || 0) / N)}: `
        + `${up} units pull it to ink, ${down} to paper.`;
      const loudest = Math.max(...voices.map(Math.abs), 1);
      cells.forEach((cell, j) => cell.style.setProperty("--voice", (voices[j] || 0) / loudest));
    }
    function shelf() {
      $(".hl-pad-memories").replaceChildren(...memories.map(([name, pattern], mu) => {
        const row = document.createElement("div");
        row.innerHTML = `<button>${name}</button><meter min="-1" max="1" aria-label="overlap with ${name}"></meter><span></span>`
          + `<button aria-label="Forget ${name}">×</button>`;
        row.firstChild.onclick = () => show(pattern, `The memory ${name}.`);
        row.lastChild.onclick = () => { memories.splice(mu, 1); shelf(); show(state, `${name} is forgotten.`); };
        return row;
      }));
    }
    function show(next, text) {
      stop();
      [state, queue, quiet] = [[...next], [], 0];
      draw(); toAddress(); say(text);
    }
    function stop() { clearInterval(timer); timer = 0; $("[data-do=play]").textContent = "Play"; }
    function reached() {
      const { name, coefficients } = classify(patterns(), state);
      const parts = coefficients.map((c, mu) => c && `${c > 0 ? "+" : "−"}${memories[mu][0]}`).filter(Boolean);
      const words = { pattern: `the memory ${parts}`.replace("+", ""), reversed: `the negative of ${parts}`.replace("−", ""),
        mixture: `a mixture: ${parts.join(" ")}`, other: "none of the memories" };
      stop(); toAddress();
      say(`At rest. This is ${words[name]}.`);
      return false;
    }
    // One flip, or one sweep of all units together. False: it rests.
    function step() {
      const ties = $(".hl-pad-ties").value, order = $(".hl-pad-order").value;
      if (!memories.length) return reached();
      if (order === "synchronous") {
        const next = together(patterns(), state, ties, Math.random);
        const turned = next.filter((spin, i) => spin !== state[i]).length;
        if (!turned) return reached();
        state = next; draw(); say(`${turned} units turned together.`);
        return true;
      }
      for (; quiet < N; quiet++) {
        if (!queue.length) queue = order === "random" ? shuffled(N) : [...Array(N).keys()];
        const i = queue.shift(), before = state[i], field = fields(patterns(), state)[i];
        state[i] = answer(field, before, ties, Math.random);
        if (state[i] === before) continue;
        [quiet, at] = [0, i];
        draw(); say(`Unit ${i} heard ${number(field / N)} and turned.`);
        return true;
      }
      return reached();
    }
    const actions = {
      damage() {
        const next = [...state];
        shuffled(N).slice(0, 13).forEach(i => { next[i] = -next[i]; });
        show(next, "13 of 64 pixels turned over. Will it come back?");
      },
      step() { stop(); if (step()) toAddress(); else quiet = 0; },
      play() {
        if (timer) return stop();
        quiet = 0;
        $("[data-do=play]").textContent = "Pause";
        timer = setInterval(step, 150);
      },
      remember() {
        if (memories.length === MOST) return say("Six memories are the most here: forget one first.");
        memories.push([`own${++own}`, [...state]]);
        shelf(); show(state, `Remembered: ${memories.length} memories in ${N} units.`);
      },
      take() {
        const text = $("textarea").value.replace(/\s/g, "");
        if (!/^[#.]{64}$/.test(text)) return say("Expected eight rows of eight marks, # or a dot.");
        show(read(text), "Drawn from the text.");
      },
    };
    const paint = cell => {
      const i = cell && cell.closest(".hl-pad-board") ? Number(cell.dataset.unit) : NaN;
      if (!(i >= 0) || !root.contains(cell)) return;
      at = i;
      show(state.map((spin, j) => (j === i ? ink : spin)), "Your drawing.");
    };
    const board = $(".hl-pad-board");
    board.onpointerdown = event => {
      if (!event.target.dataset.unit) return;
      ink = -state[event.target.dataset.unit];
      paint(event.target);
      board.setPointerCapture(event.pointerId);
    };
    board.onpointermove = event => {
      const cell = document.elementFromPoint(event.clientX, event.clientY);
      if (event.buttons) paint(cell);
      else if (cell && cell.dataset.unit) { at = Number(cell.dataset.unit); hear(); }
    };
    board.onkeydown = event => {
      const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -SIDE, ArrowDown: SIDE }[event.key];
      if (by) {
        cells.forEach(cell => { cell.tabIndex = -1; });
        at = (at + by + N) % N;
        cells[at].tabIndex = 0; cells[at].focus(); hear();
      } else if (event.key === " " || event.key === "Enter") { ink = -state[at]; paint(cells[at]); } else return;
      event.preventDefault();
    };
    root.addEventListener("click", event => { const act = event.target.dataset.do; if (act) actions[act](); });
    fromAddress(); shelf(); draw();
    say("Draw on the anchor, or damage it, then play.");
  }
  document.querySelectorAll(".hl-pad").forEach(begin);
})();
