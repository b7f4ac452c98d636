// MathJax comes when it is needed: when a formula is near the screen, when the reader scrolls, types
// or prints, or after ten quiet seconds. It comes in pieces, without its menu, a third of it all.
{
  const folder = new URL("mathjax", document.currentScript.src).href;
  MathJax.loader = {
    paths: { mathjax: folder },
    load: ["input/tex", "output/chtml", "a11y/assistive-mml"],
  };

  let asked = false;
  const bring = () => {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = `${folder}/startup.js`;
    document.head.append(script);
  };

  for (const event of ["scroll", "keydown", "beforeprint", "hashchange"]) {
    addEventListener(event, bring, { once: true, passive: true });
  }
  if (location.hash || scrollY) bring();
  addEventListener("load", () => setTimeout(bring, 10_000));
  const near = new IntersectionObserver((seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    near.disconnect();
    // What is on the screen already is painted first, as its LaTeX.
    if (document.readyState === "complete") bring();
    else addEventListener("load", bring);
  });
  document.querySelectorAll(".math").forEach((formula) => near.observe(formula));
}
