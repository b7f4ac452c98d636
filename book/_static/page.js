// The theme makes what scrolls sideways reachable by keyboard, but looks for it only when the page
// changes its size. What was folded until now has to be looked at too.
document.addEventListener("toggle", () => window.dispatchEvent(new Event("resize")), true);

// The answer to a guess waits under a cover. Once lifted by hand it stays so, on later visits too.
document.addEventListener("click", ({ target }) => {
  const answer = target.closest("details.answer > summary")?.parentElement;
  if (!answer?.id) return;
  try {
    if (answer.open) localStorage.removeItem(answer.id); // it is about to close
    else localStorage.setItem(answer.id, "lifted");
  } catch {} // a browser that remembers nothing
});

// Words that a search led to are marked without a change to the page: drawings and styles stay whole.
const marked = () => {
  const sought = new URLSearchParams(location.search).get("highlight")?.toLowerCase().split(/\s+/);
  const article = document.querySelector("article");
  if (!sought || !article) return [];
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (text) =>
    text.parentElement.closest("style, script, svg, mjx-container")
      ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const ranges = [];
  for (let text; (text = texts.nextNode()); )
    for (const word of sought.filter(Boolean)) {
      const stem = word.replace(/(?<=[a-z]{3})s$/, "");
      for (let at = -1; (at = text.data.toLowerCase().indexOf(stem, at + 1)) >= 0; ) {
        if (/[a-z]/i.test(text.data[at - 1] ?? "")) continue;
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + stem.length);
        ranges.push(range);
      }
    }
  if (globalThis.Highlight) CSS.highlights.set("sought", new Highlight(...ranges));
  return ranges.map((range) => range.startContainer.parentElement);
};

// Whoever follows a link to a place below a cover, or looks for words there, wants to see it.
{
  const uncover = (sought) => {
    for (let cover = sought; (cover = cover?.closest("details.answer:not([open])")); )
      cover.open = true;
  };
  const show = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place?.closest("details.answer:not([open])")) return;
    uncover(place);
    place.scrollIntoView();
  };
  addEventListener("hashchange", show);
  addEventListener("load", () => {
    marked().forEach(uncover);
    show();
  });
}

// Paper is white: a page prints light, with nothing covered, and is what it was afterwards.
{
  const page = document.documentElement.dataset;
  let before, covered;
  matchMedia("print").addEventListener("change", ({ matches: printing }) => {
    if (printing) {
      before = page.theme;
      covered = [...document.querySelectorAll("details.answer:not([open])")];
    }
    page.theme = printing ? "light" : before;
    for (const answer of covered) answer.open = printing;
  });
}

// The frames of a film are files: they are fetched when its player comes near the screen.
{
  const near = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      const script = target.querySelector("script")?.textContent ?? "";
      for (const [address] of script.matchAll(/[./\w]*_static\/films\/[\w.]+/g)) new Image().src = address;
    }
  }, { rootMargin: "100%" });
  document.querySelectorAll(".hl-player").forEach((player) => near.observe(player));
}

// For a lecture: large letters, nothing beside the text, one section a screen. The arrows to the side
// and the keys to page lead from section to section, Escape leads out.
{
  const page = document.documentElement;
  const bar = document.querySelector(".article-header-buttons");
  const sections = () => [...document.querySelectorAll("article section")].filter((one) => one.checkVisibility());
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm pst-navbar-icon projector";
  button.title = "Projector mode: the arrow keys lead from section to section";
  button.setAttribute("aria-label", "Projector mode");
  button.innerHTML = '<i class="fa-solid fa-projector"></i>';
  const turn = (on) => {
    page.toggleAttribute("data-projector", on);
    button.setAttribute("aria-pressed", on);
    dispatchEvent(new Event("resize"));
  };
  turn(false);
  button.onclick = () => {
    turn(!page.hasAttribute("data-projector"));
    if (page.hasAttribute("data-projector")) step(0);
  };
  const step = (by) => {
    const all = sections();
    const top = (one) => one.getBoundingClientRect().top;
    const at = all.findLastIndex((one) => top(one) < innerHeight / 3);
    all[Math.min(Math.max(at + by, 0), all.length - 1)]?.scrollIntoView();
  };
  const ways = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
  addEventListener("keydown", (event) => {
    if (!page.hasAttribute("data-projector") || event.defaultPrevented) return;
    if (event.target.closest("input, select, textarea, [tabindex='0'], .hl-player, .hl-pad")) return;
    if (event.key === "Escape") turn(false);
    else if (event.key in ways && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      step(ways[event.key]);
    }
  });
  if (document.querySelector("article section section")) bar?.prepend(button);
}

// What the network sang can be heard: a button for each line of eight notes, and sound only after a
// click. C is the middle C; a dash is a beat of silence.
{
  const LINE = /^(\S.*?) {2,}((?:[A-Gc-] ){7}[A-Gc-])$|^(\S.*?) ((?:[A-Gc-] ){7}[A-Gc-])$/;
  const STEPS = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11, c: 12 };
  let air;
  const sing = (notes) => {
    air?.close();
    air = new AudioContext();
    notes.forEach((note, beat) => {
      if (!(note in STEPS)) return;
      const [start, tone, loudness] = [air.currentTime + 0.05 + 0.4 * beat, air.createOscillator(), air.createGain()];
      tone.type = "triangle";
      tone.frequency.value = 261.63 * 2 ** (STEPS[note] / 12);
      loudness.gain.setValueAtTime(0, start);
      loudness.gain.linearRampToValueAtTime(0.2, start + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.38);
      tone.connect(loudness).connect(air.destination);
      tone.start(start);
      tone.stop(start + 0.4);
    });
  };
  for (const text of document.querySelectorAll("article .cell_output pre")) {
    const lines = text.textContent.trim().split("\n").map((line) => line.trim().match(LINE));
    if (!lines.every(Boolean)) continue;
    const buttons = lines.map(([, name = "", notes = "", other, others]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "listen";
      button.textContent = `Listen: ${name || other}`;
      button.onclick = () => sing((notes || others).split(" "));
      return button;
    });
    const group = document.createElement("p");
    group.append(...buttons);
    text.closest(".cell_output").append(group);
  }
}

// The list of pages shows where one is; it scrolls by itself, below the search.
{
  const here = document.querySelector(".bd-sidebar-primary .bd-links a.current");
  const list = here?.closest(".sidebar-primary-item");
  if (list) {
    const below = here.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom;
    if (below > 0) list.scrollTop += below + list.clientHeight / 2;
  }
}
