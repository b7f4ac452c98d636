// How formulas are set, on top of what MyST has told MathJax.

// On a phone there is no room to keep as much space before a formula as its number takes after it.
MathJax.chtml = {
  displayAlign: matchMedia("(max-width: 576px)").matches ? "left" : "center",
};

// Formulas on lines of their own are stops of the Tab key, because some have to be scrolled; the
// hundreds within lines aren't.
MathJax.startup = {
  pageReady: async () => {
    await MathJax.startup.defaultPageReady();
    for (const formula of document.querySelectorAll("div.math mjx-container")) {
      formula.tabIndex = 0;
    }
  },
};
