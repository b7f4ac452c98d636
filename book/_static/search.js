// Finds sections of the site: all words asked for, in their text, their headings or their code.
{
  const plain = (text) => text.toLowerCase().replace(/[‐‑–]/g, "-").replace(/[’‘]/g, "'");
  const GREEK = {
    alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ε", eta: "η", theta: "θ", kappa: "κ",
    lambda: "λ", mu: "μ", nu: "ν", xi: "ξ", rho: "ρ", sigma: "σ", tau: "τ", phi: "φ", chi: "χ",
  };

  // Each way of writing a word that counts as the same: basins and basin, alpha_c and α_c, ½ and 1/2.
  const ways = (word) => {
    const found = new Set([word]);
    if (/^[a-z-]{4,}s$/.test(word) && !word.endsWith("ss")) found.add(word.slice(0, -1).replace(/ie$/, "y"));
    found.add(word.replace(/^[a-z]+(?=_|$)/, (name) => GREEK[name] ?? name));
    if (word === "1/2") found.add("½");
    return [...found].filter(Boolean);
  };
  // A word is found where one begins: "energ" in "energy", but not "ran" in "grand".
  const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const pattern = (word) =>
    new RegExp(`(?<![\\p{L}\\p{N}])(?:${ways(word).map(escaped).join("|")})`, "gu");

  const sections = PAGES.flatMap(([page, name, parts]) =>
    parts.map(([anchor, heading, text, code]) => ({
      page, name, anchor, heading, text, code,
      plainName: plain(name), plainHeading: plain(heading), plainText: plain(text), plainCode: plain(code),
    })));

  const count = (text, sought) => text.match(sought)?.length ?? 0;
  const score = (section, sought, words) => {
    let sum = 0;
    for (const [place, one] of sought.entries()) {
      const inHeading = count(section.plainHeading, one);
      const inText = count(section.plainText, one);
      const inCode = count(section.plainCode, one);
      if (!inHeading && !inText && !inCode) return 0;
      sum += 20 * Math.min(inHeading, 1) + 5 * Math.min(inText, 4) + Math.min(inCode, 1);
      // A lesson named after a word comes before all else: "basin" finds lesson 05.
      if (words[place].length > 2 && !section.anchor && section.page.startsWith("notebooks/")
        && ways(words[place]).some((way) => section.page.includes(way))) sum += 100;
    }
    return sum / (section.page.startsWith("_modules") ? 10 : 1);
  };
  const find = (words) => {
    const sought = words.map(pattern);
    return sections.map((section) => ({ section, points: score(section, sought, words) }))
      .filter(({ points }) => points).sort((a, b) => b.points - a.points);
  };

  // --- a word that nobody wrote: the nearest that somebody did -----------------------------
  const distance = (a, b) => {
    let row = [...Array(b.length + 1).keys()];
    let before = row;
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[b.length];
  };
  const vocabulary = () => {
    const counts = new Map();
    for (const { plainHeading, plainText } of sections)
      for (const [word] of `${plainHeading} ${plainText}`.matchAll(/\p{L}[\p{L}-]{3,}/gu))
        counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  };
  const nearest = (words) => {
    const counts = vocabulary();
    return words.map((word) => {
      if (find([word]).length) return word;
      const close = [...counts].map(([known, times]) => [known, distance(word, known), times])
        .filter(([known, far]) => far <= Math.max(1, Math.floor(word.length / 4)) && known[0] === word[0])
        .sort((a, b) => a[1] - b[1] || b[2] - a[2]);
      return close[0]?.[0];
    });
  };

  // --- what is shown -------------------------------------------------------------------------
  const make = (name, parts, attributes = {}) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...parts);
    return element;
  };
  // Some words around the first hit, with the hits marked.
  const excerpt = (text, sought) => {
    const lower = plain(text);
    const first = Math.min(...sought.map((one) => lower.search(new RegExp(one.source, "u")))
      .filter((place) => place >= 0));
    if (!Number.isFinite(first)) return text.slice(0, 200);
    const start = Math.max(0, lower.lastIndexOf(" ", Math.max(0, first - 90)) + 1);
    const piece = text.slice(start, first + 160);
    const any = new RegExp(sought.map((one) => one.source).join("|"), "giu");
    const parts = start ? ["… "] : [];
    let end = 0;
    for (const hit of piece.matchAll(any)) {
      parts.push(piece.slice(end, hit.index), make("mark", [hit[0]]));
      end = hit.index + hit[0].length;
    }
    return [...parts, piece.slice(end), start + piece.length < text.length ? " …" : ""];
  };
  const link = (section, words) => {
    const query = `?highlight=${encodeURIComponent(words.join(" "))}`;
    const anchor = section.anchor ? `#${section.anchor}` : "";
    return make("a", [section.heading || section.name], { href: section.page + query + anchor });
  };

  const asked = new URLSearchParams(location.search).get("q") ?? "";
  const results = document.getElementById("search-results");
  document.querySelectorAll("input[name=q]").forEach((input) => { input.value = asked; });
  const words = plain(asked).replace(/["“”]/g, " ").split(/\s+/).filter(Boolean)
    .map((word) => word.replace(/^[(,;:!?]+|[),;:!?.]+$/g, ""))
    .filter(Boolean);
  if (words.length) {
    const found = find(words);
    const sought = words.map(pattern);
    if (found.length) {
      const number = found.length === 1 ? "one section" : `${found.length} sections`;
      results.append(make("p", [`Search finished: ${number} found.`]));
      results.append(make("ul", found.slice(0, 50).map(({ section }) => make("li", [
        link(section, words),
        make("small", [section.anchor ? ` in ${section.name}` : ""]),
        make("p", [].concat(excerpt(section.text, sought)), { className: "context" }),
      ])), { className: "search" }));
    } else {
      results.append(make("p", [`Search finished. “${asked}” did not match any documents.`]));
      const instead = nearest(words);
      if (instead.every(Boolean) && find(instead).length) {
        const text = instead.join(" ");
        results.append(make("p", ["Did you mean ",
          make("a", [text], { href: `?q=${encodeURIComponent(text)}` }), "?"]));
      }
    }
  } else {
    document.querySelector("main input[name=q]").focus();
  }
}
