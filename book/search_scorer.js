// What the search puts first, and what it leaves out where a browser doesn't allow it.

var Scorer = {
  // A lesson named after a word that was asked for comes before all else: "basin" finds lesson 05.
  score: ([page, , , , score]) => {
    const words = (new URLSearchParams(location.search).get("q") || "").toLowerCase().split(/\s+/);
    const named = words.some((word) => word.length > 2 && page.includes(word));
    return page.startsWith("notebooks/") && named ? score + 100 : score;
  },

  // The rest as Sphinx has it.
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};

// In a plain folder a page may not read another one. So there are no excerpts there, and it says so.
if (location.protocol === "file:") {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  document.addEventListener("DOMContentLoaded", () => {
    const note = "These pages were opened from a folder: the results come without excerpts.";
    document.getElementById("search-results")?.insertAdjacentHTML("beforebegin", `<p>${note}</p>`);
  });
}
