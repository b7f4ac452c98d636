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

  globalThis.hopfield = { overlap, heard, fields, energy, recall, together, classify };
})();
