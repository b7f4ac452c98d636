// How formulas are set, on top of what MyST has told MathJax.

// On a phone there is no room to keep as much space before a formula as its number takes after it.
MathJax.chtml = {
  displayAlign: matchMedia("(max-width: 576px)").matches ? "left" : "center",
};

// MathJax makes each formula a stop of the Tab key, for its menu: hundreds in a lesson. Those that
// stand on lines of their own stay stops, because some have to be scrolled; the mouse has the menu
// everywhere.
MathJax.startup = {
  pageReady: async () => {
    await MathJax.startup.defaultPageReady();
    for (const formula of document.querySelectorAll("span.math mjx-container")) {
      formula.removeAttribute("tabindex");
    }
  },
};
