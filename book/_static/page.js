// The theme makes what scrolls sideways reachable by keyboard, but looks for it only when the page
// changes its size. What was folded until now has to be looked at too.
document.addEventListener("toggle", () => window.dispatchEvent(new Event("resize")), true);

// Paper is white: a page prints light, and is what it was afterwards.
{
  const page = document.documentElement.dataset;
  let before;
  matchMedia("print").addEventListener("change", ({ matches: printing }) => {
    if (printing) before = page.theme;
    page.theme = printing ? "light" : before;
  });
}
